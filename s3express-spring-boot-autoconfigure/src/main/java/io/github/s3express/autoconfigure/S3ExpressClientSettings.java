/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

import io.github.s3express.client.S3ExpressEndpoints;

/**
 * What all clients are built with.
 *
 * @param region the Region of buckets that name none
 * @param credentials the IAM credentials that make sessions
 * @param endpoints where requests for directory buckets go
 * @param buckets the configured buckets
 * @param http the HTTP clients
 */
record S3ExpressClientSettings(Region region, AwsCredentialsProvider credentials, S3ExpressEndpoints endpoints,
		ConfiguredBuckets buckets, HttpClientSettings http) implements AutoCloseable {

	static S3ExpressClientSettings of(S3ExpressProperties properties, S3ExpressConnectionDetails details,
			@Nullable AwsRegionProvider regionProvider, @Nullable AwsCredentialsProvider credentialsProvider) {
		Region region = region(details, regionProvider);
		ConfiguredBuckets buckets = ConfiguredBuckets.of(properties, region.id());
		return new S3ExpressClientSettings(region, credentials(details, credentialsProvider),
				new S3ExpressEndpoints(details.getEndpoint(), details.getControlEndpoint(), details.isLocal()), buckets,
				http(properties, details.getSslBundle()));
	}

	private static HttpClientSettings http(S3ExpressProperties properties, @Nullable SslBundle sslBundle) {
		return new HttpClientSettings(
				DurationFloor.MOMENT.check("s3express.connect-timeout", properties.getConnectTimeout()),
				DurationFloor.MOMENT.check("s3express.read-timeout", properties.getReadTimeout()), sslBundle);
	}

	private static Region region(S3ExpressConnectionDetails details, @Nullable AwsRegionProvider regionProvider) {
		String configured = details.getRegion();
		if (configured != null) {
			return Region.of(configured);
		}
		AwsRegionProvider provider = (regionProvider != null) ? regionProvider : new DefaultAwsRegionProviderChain();
		try {
			return provider.getRegion();
		}
		catch (SdkClientException ex) {
			throw new InvalidS3ExpressPropertyException(
					"s3express.region is not set, and neither the environment nor the AWS configuration names a Region",
					"set s3express.region, for example to us-east-1");
		}
	}

	private static AwsCredentialsProvider credentials(S3ExpressConnectionDetails details,
			@Nullable AwsCredentialsProvider bean) {
		AwsCredentialsProvider configured = details.getCredentialsProvider();
		if (configured != null) {
			return configured;
		}
		return (bean != null) ? bean : ExplainedCredentialsProvider.chain();
	}

	/**
	 * Closes the credentials provider if it was made here. Those of others they close
	 * themselves, as does each client with its own.
	 */
	@Override
	public void close() {
		if (this.credentials instanceof ExplainedCredentialsProvider own) {
			own.close();
		}
	}

}
