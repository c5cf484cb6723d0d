/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.URI;

import io.awspring.cloud.autoconfigure.AwsAsyncClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.s3.S3ClientCustomizer;
import io.awspring.cloud.autoconfigure.s3.properties.S3Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * What Spring Cloud AWS has under {@code spring.cloud.aws} for its own {@code S3Client},
 * in the order in which it applies it there.
 */
class SpringCloudAwsClientSettings implements SharedClientSettings {

	private final AwsClientBuilderConfigurer configurer;

	private final @Nullable S3Properties properties;

	private final @Nullable AwsConnectionDetails connectionDetails;

	private final ObjectProvider<S3ClientCustomizer> s3Customizers;

	private final ObjectProvider<AwsSyncClientCustomizer> syncCustomizers;

	private final ObjectProvider<AwsAsyncClientCustomizer> asyncCustomizers;

	SpringCloudAwsClientSettings(AwsClientBuilderConfigurer configurer, @Nullable S3Properties properties,
			@Nullable AwsConnectionDetails connectionDetails, ObjectProvider<S3ClientCustomizer> s3Customizers,
			ObjectProvider<AwsSyncClientCustomizer> syncCustomizers,
			ObjectProvider<AwsAsyncClientCustomizer> asyncCustomizers) {
		this.configurer = configurer;
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.s3Customizers = s3Customizers;
		this.syncCustomizers = syncCustomizers;
		this.asyncCustomizers = asyncCustomizers;
	}

	@Override
	public Region region() {
		return this.configurer.resolveRegion(this.properties, this.connectionDetails);
	}

	@Override
	public void configure(S3ClientBuilder builder, Region region) {
		this.configurer.configureSyncClient(builder, this.properties, withRegion(region),
				this.s3Customizers.orderedStream()
					.filter((customizer) -> !(customizer instanceof SpringCloudAwsS3ClientCustomizer)),
				this.syncCustomizers.orderedStream());
		configureS3(builder);
	}

	@Override
	public void configure(S3AsyncClientBuilder builder, Region region) {
		this.configurer.configureAsyncClient(builder, this.properties, withRegion(region), null,
				this.asyncCustomizers.orderedStream());
		configureS3(builder);
	}

	// Without a Region the configurer asks the SDK's chain, and fails where that has
	// none.
	private AwsConnectionDetails withRegion(Region region) {
		return new RegionalConnectionDetails(this.connectionDetails, region);
	}

	private void configureS3(S3BaseClientBuilder<?, ?> builder) {
		if (this.properties == null) {
			return;
		}
		if (this.properties.getCrossRegionEnabled() != null) {
			builder.crossRegionAccessEnabled(this.properties.getCrossRegionEnabled());
		}
		builder.serviceConfiguration(this.properties.toS3Configuration());
	}

	/**
	 * Connection details that name a Region. Credentials are set afterwards.
	 *
	 * @param delegate says where to connect to, or {@code null}
	 * @param region the Region if the delegate names none
	 */
	private record RegionalConnectionDetails(@Nullable AwsConnectionDetails delegate,
			Region region) implements AwsConnectionDetails {

		@Override
		public @Nullable URI getEndpoint() {
			return (this.delegate != null) ? this.delegate.getEndpoint() : null;
		}

		@Override
		public String getRegion() {
			String named = (this.delegate != null) ? this.delegate.getRegion() : null;
			return (named != null) ? named : this.region.id();
		}

	}

}
