/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
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
		ConfiguredBuckets buckets, HttpClientSettings http) {

	static S3ExpressClientSettings of(S3ExpressProperties properties, S3ExpressConnectionDetails details,
			@Nullable AwsRegionProvider regionProvider, @Nullable AwsCredentialsProvider credentialsProvider,
			@Nullable SslBundles sslBundles) {
		Region region = region(details, regionProvider);
		ConfiguredBuckets buckets = ConfiguredBuckets.of(properties, region.id());
		return new S3ExpressClientSettings(region, credentials(details, credentialsProvider),
				new S3ExpressEndpoints(details.getEndpoint(), details.getControlEndpoint(), buckets.regions()), buckets,
				http(properties, sslBundles));
	}

	private static HttpClientSettings http(S3ExpressProperties properties, @Nullable SslBundles sslBundles) {
		return new HttpClientSettings(positive("connect-timeout", properties.getConnectTimeout()),
				positive("read-timeout", properties.getReadTimeout()),
				sslBundle(properties.getSsl().getBundle(), sslBundles));
	}

	private static @Nullable Duration positive(String name, @Nullable Duration timeout) {
		if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
			throw new InvalidS3ExpressPropertyException("s3express.%s is %s".formatted(name, timeout),
					"make it a positive duration, for example 2s");
		}
		return timeout;
	}

	private static @Nullable SslBundle sslBundle(@Nullable String name, @Nullable SslBundles bundles) {
		if (name == null) {
			return null;
		}
		try {
			if (bundles != null) {
				return bundles.getBundle(name);
			}
		}
		catch (NoSuchSslBundleException ex) {
			// Said below.
		}
		throw new InvalidS3ExpressPropertyException(
				"s3express.ssl.bundle is '%s', but there is no SSL bundle of that name".formatted(name),
				"define it under spring.ssl.bundle, or correct the name");
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
		return (bean != null) ? bean : DefaultCredentialsProvider.builder().build();
	}

}
