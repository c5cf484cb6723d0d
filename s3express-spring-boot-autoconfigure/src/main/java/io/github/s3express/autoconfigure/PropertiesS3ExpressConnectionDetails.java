/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * What the properties say about the connection.
 */
class PropertiesS3ExpressConnectionDetails implements S3ExpressConnectionDetails {

	private final S3ExpressProperties properties;

	private final @Nullable AwsCredentialsProvider credentialsProvider;

	PropertiesS3ExpressConnectionDetails(S3ExpressProperties properties) {
		this.properties = properties;
		this.credentialsProvider = credentialsProvider(properties.getCredentials());
	}

	@Override
	public @Nullable URI getEndpoint() {
		return this.properties.getEndpoint();
	}

	@Override
	public @Nullable URI getControlEndpoint() {
		URI control = this.properties.getControlEndpoint();
		return (control != null) ? control : getEndpoint();
	}

	@Override
	public @Nullable String getRegion() {
		return this.properties.getRegion();
	}

	@Override
	public @Nullable AwsCredentialsProvider getCredentialsProvider() {
		return this.credentialsProvider;
	}

	private static @Nullable AwsCredentialsProvider credentialsProvider(S3ExpressProperties.Credentials credentials) {
		String accessKeyId = credentials.getAccessKeyId();
		String secretAccessKey = credentials.getSecretAccessKey();
		if (accessKeyId == null && secretAccessKey == null) {
			return (credentials.getProfile() != null) ? ProfileCredentialsProvider.create(credentials.getProfile())
					: null;
		}
		if (accessKeyId == null || secretAccessKey == null) {
			String missing = (accessKeyId != null) ? "secret-access-key" : "access-key-id";
			throw new InvalidS3ExpressPropertyException("s3express.credentials.%s is not set".formatted(missing),
					"set both access-key-id and secret-access-key, or neither");
		}
		if (credentials.getProfile() != null) {
			throw new InvalidS3ExpressPropertyException(
					"s3express.credentials.profile is '%s' and s3express.credentials.access-key-id is set too"
						.formatted(credentials.getProfile()),
					"keep one of them");
		}
		return StaticCredentialsProvider.create((credentials.getSessionToken() != null)
				? AwsSessionCredentials.create(accessKeyId, secretAccessKey, credentials.getSessionToken())
				: AwsBasicCredentials.create(accessKeyId, secretAccessKey));
	}

}
