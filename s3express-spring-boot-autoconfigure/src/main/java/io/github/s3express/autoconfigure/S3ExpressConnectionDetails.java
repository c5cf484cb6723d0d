/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Where S3 Express is and who makes sessions there. A bean of this type takes precedence
 * over the properties that say the same.
 */
public interface S3ExpressConnectionDetails extends ConnectionDetails {

	/**
	 * Endpoint of requests for objects.
	 * @return the endpoint, or {@code null} for that of the service
	 */
	default @Nullable URI getEndpoint() {
		return null;
	}

	/**
	 * Endpoint of regional requests, such as CreateBucket.
	 * @return the endpoint, or {@code null} for that of the service
	 */
	default @Nullable URI getControlEndpoint() {
		return getEndpoint();
	}

	/**
	 * Region of the directory buckets.
	 * @return the Region's id, or {@code null} to find it as the AWS SDK does
	 */
	default @Nullable String getRegion() {
		return null;
	}

	/**
	 * IAM credentials that make sessions.
	 * @return the provider, or {@code null} for an {@link AwsCredentialsProvider} bean or
	 * else what the AWS SDK finds
	 */
	default @Nullable AwsCredentialsProvider getCredentialsProvider() {
		return null;
	}

	/**
	 * Whether this leads to a stand-in for the service. Then no request of any client
	 * goes anywhere else, and health says so.
	 * @return {@code true} for a local server
	 */
	default boolean isLocal() {
		return false;
	}

	/**
	 * SSL bundle that says whom to trust and which certificate to show.
	 * @return the bundle, or {@code null} for what the JVM trusts
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
