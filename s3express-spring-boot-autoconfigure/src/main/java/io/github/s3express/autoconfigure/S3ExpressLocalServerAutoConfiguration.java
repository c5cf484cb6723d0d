/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the local server: runs it inside
 * the application, creates the configured buckets and points the clients at it.
 */
@AutoConfiguration(before = S3ExpressAutoConfiguration.class)
@ConditionalOnClass(S3ExpressLocalServer.class)
@ConditionalOnBooleanProperty("s3express.local.enabled")
@ConditionalOnBooleanProperty(name = "s3express.enabled", matchIfMissing = true)
@EnableConfigurationProperties(S3ExpressProperties.class)
public final class S3ExpressLocalServerAutoConfiguration {

	private static final String DEFAULT_REGION = "us-east-1";

	@Bean
	@ConditionalOnMissingBean
	S3ExpressLocalServer s3ExpressLocalServer(S3ExpressProperties properties) {
		S3ExpressProperties.Local local = properties.getLocal();
		String region = (properties.getRegion() != null) ? properties.getRegion() : DEFAULT_REGION;
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder()
			.port(local.getPort())
			.region(region)
			.sessionLifetime(local.getSessionLifetime())
			.dataDirectory(local.getDataDirectory());
		ConfiguredBuckets.of(properties, region).all().forEach((bucket) -> builder.bucket(bucket.name().value()));
		return builder.start();
	}

	@Bean
	@ConditionalOnMissingBean(S3ExpressConnectionDetails.class)
	LocalServerConnectionDetails s3ExpressLocalServerConnectionDetails(S3ExpressLocalServer server) {
		return new LocalServerConnectionDetails(server);
	}

	/**
	 * The way to a local server.
	 */
	static class LocalServerConnectionDetails implements S3ExpressConnectionDetails {

		private final S3ExpressLocalServer server;

		private final AwsCredentialsProvider credentials;

		LocalServerConnectionDetails(S3ExpressLocalServer server) {
			this.server = server;
			this.credentials = StaticCredentialsProvider
				.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
		}

		@Override
		public @Nullable URI getEndpoint() {
			return this.server.endpoint();
		}

		@Override
		public @Nullable URI getControlEndpoint() {
			return this.server.controlEndpoint();
		}

		@Override
		public @Nullable String getRegion() {
			return this.server.region();
		}

		@Override
		public @Nullable AwsCredentialsProvider getCredentialsProvider() {
			return this.credentials;
		}

	}

}
