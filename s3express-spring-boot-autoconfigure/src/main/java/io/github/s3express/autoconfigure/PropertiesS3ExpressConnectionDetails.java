/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * What the properties say about the connection.
 */
public final class PropertiesS3ExpressConnectionDetails implements S3ExpressConnectionDetails {

	private final S3ExpressProperties properties;

	private final @Nullable AwsCredentialsProvider credentialsProvider;

	private final @Nullable SslBundle sslBundle;

	/**
	 * Reads the properties.
	 * @param properties the properties
	 * @param sslBundles the application's SSL bundles, or {@code null} if it has none
	 * @throws InvalidS3ExpressPropertyException if they contradict each other
	 */
	public PropertiesS3ExpressConnectionDetails(S3ExpressProperties properties, @Nullable SslBundles sslBundles) {
		this.properties = properties;
		checkEndpoint("s3express.endpoint", properties.getEndpoint());
		checkEndpoint("s3express.control-endpoint", properties.getControlEndpoint());
		RegionNames.check("s3express.region", properties.getRegion());
		this.sslBundle = sslBundle(properties.getSsl().getBundle(), sslBundles);
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

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.sslBundle;
	}

	private static void checkEndpoint(String property, @Nullable URI endpoint) {
		if (endpoint == null) {
			return;
		}
		if (endpoint.getRawUserInfo() != null) {
			// Without its value: that has a password.
			throw new InvalidS3ExpressPropertyException("%s has user info".formatted(property),
					"write http or https, a host and a port, and set s3express.credentials instead");
		}
		boolean http = "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
		boolean hasPath = endpoint.getRawPath() != null && !endpoint.getRawPath().isEmpty()
				&& !endpoint.getRawPath().equals("/");
		String reason = (!http) ? "It must begin with http:// or https://."
				: (endpoint.getHost() == null) ? "It has no host; write for example http://127.0.0.1:9000."
						: (endpoint.getPort() > 65535) ? "A port is a number from 1 to 65535."
								: (hasPath || endpoint.getRawQuery() != null || endpoint.getRawFragment() != null)
										? "It must have neither path nor query: the bucket becomes its path." : null;
		if (reason != null) {
			throw new InvalidConfigurationPropertyValueException(property, endpoint, reason);
		}
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

	private static @Nullable AwsCredentialsProvider credentialsProvider(S3ExpressProperties.Credentials credentials) {
		String accessKeyId = credentials.getAccessKeyId();
		String secretAccessKey = credentials.getSecretAccessKey();
		if (accessKeyId == null && secretAccessKey == null && credentials.getSessionToken() == null) {
			return (credentials.getProfile() != null) ? ExplainedCredentialsProvider.profile(credentials.getProfile())
					: null;
		}
		if (accessKeyId == null || secretAccessKey == null) {
			String missing = (accessKeyId != null) ? "secret-access-key" : "access-key-id";
			throw new InvalidS3ExpressPropertyException("s3express.credentials.%s is not set".formatted(missing),
					"set both access-key-id and secret-access-key, or neither"
							+ ((credentials.getSessionToken() != null) ? " and no session-token" : ""));
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
