/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Configuration properties of S3 Express.
 */
@ConfigurationProperties("s3express")
public class S3ExpressProperties {

	/**
	 * Whether S3 Express is auto-configured.
	 */
	private boolean enabled = true;

	/**
	 * What to do about keys under s3express, from files and the command line, that are no
	 * property.
	 */
	private UnknownProperties unknownProperties = UnknownProperties.FAIL;

	/**
	 * Region of the directory buckets. By default that of Spring Cloud AWS, if present,
	 * else what the AWS SDK finds.
	 */
	private @Nullable String region;

	/**
	 * Custom endpoint of requests for objects, such as that of a local server or a proxy.
	 */
	private @Nullable URI endpoint;

	/**
	 * Custom endpoint of regional requests, such as CreateBucket. By default the same as
	 * the endpoint.
	 */
	private @Nullable URI controlEndpoint;

	/**
	 * How long to wait for a connection. By default as long as the AWS SDK does.
	 */
	private @Nullable Duration connectTimeout;

	/**
	 * How long to wait for data on a connection. By default as long as the AWS SDK does.
	 */
	private @Nullable Duration readTimeout;

	/**
	 * TLS of all connections.
	 */
	private final Ssl ssl = new Ssl();

	/**
	 * IAM credentials that make sessions.
	 */
	private final Credentials credentials = new Credentials();

	/**
	 * Sessions of all buckets.
	 */
	@NestedConfigurationProperty
	private final S3ExpressSessionProperties session = new S3ExpressSessionProperties();

	/**
	 * What is made up for, so that libraries written for general purpose buckets work.
	 */
	@NestedConfigurationProperty
	private final S3ExpressCompatibilityProperties compatibility = new S3ExpressCompatibilityProperties();

	/**
	 * Directory buckets that are known beforehand, by an id of your choice or by name.
	 */
	private final Map<String, S3ExpressBucketProperties> buckets = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public UnknownProperties getUnknownProperties() {
		return this.unknownProperties;
	}

	public void setUnknownProperties(UnknownProperties unknownProperties) {
		this.unknownProperties = unknownProperties;
	}

	public @Nullable String getRegion() {
		return this.region;
	}

	public void setRegion(@Nullable String region) {
		this.region = region;
	}

	public @Nullable URI getEndpoint() {
		return this.endpoint;
	}

	public void setEndpoint(@Nullable URI endpoint) {
		this.endpoint = endpoint;
	}

	public @Nullable URI getControlEndpoint() {
		return this.controlEndpoint;
	}

	public void setControlEndpoint(@Nullable URI controlEndpoint) {
		this.controlEndpoint = controlEndpoint;
	}

	public @Nullable Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(@Nullable Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public @Nullable Duration getReadTimeout() {
		return this.readTimeout;
	}

	public void setReadTimeout(@Nullable Duration readTimeout) {
		this.readTimeout = readTimeout;
	}

	public Ssl getSsl() {
		return this.ssl;
	}

	public Credentials getCredentials() {
		return this.credentials;
	}

	public S3ExpressSessionProperties getSession() {
		return this.session;
	}

	public S3ExpressCompatibilityProperties getCompatibility() {
		return this.compatibility;
	}

	public Map<String, S3ExpressBucketProperties> getBuckets() {
		return this.buckets;
	}

	/**
	 * What to do about keys that are no property.
	 */
	public enum UnknownProperties {

		/**
		 * Do not start.
		 */
		FAIL,

		/**
		 * Say so and start.
		 */
		WARN

	}

	/**
	 * TLS of all connections.
	 */
	public static class Ssl {

		/**
		 * Name of the SSL bundle that says whom to trust and which certificate to show.
		 */
		private @Nullable String bundle;

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

	}

	/**
	 * IAM credentials that make sessions.
	 */
	public static class Credentials {

		/**
		 * Access key id. By default the credentials are those of an
		 * AwsCredentialsProvider bean, else what the AWS SDK finds.
		 */
		private @Nullable String accessKeyId;

		/**
		 * Secret access key.
		 */
		private @Nullable String secretAccessKey;

		/**
		 * Session token of temporary IAM credentials.
		 */
		private @Nullable String sessionToken;

		/**
		 * Profile of the AWS configuration files, instead of an access key.
		 */
		private @Nullable String profile;

		public @Nullable String getAccessKeyId() {
			return this.accessKeyId;
		}

		public void setAccessKeyId(@Nullable String accessKeyId) {
			this.accessKeyId = accessKeyId;
		}

		public @Nullable String getSecretAccessKey() {
			return this.secretAccessKey;
		}

		public void setSecretAccessKey(@Nullable String secretAccessKey) {
			this.secretAccessKey = secretAccessKey;
		}

		public @Nullable String getSessionToken() {
			return this.sessionToken;
		}

		public void setSessionToken(@Nullable String sessionToken) {
			this.sessionToken = sessionToken;
		}

		public @Nullable String getProfile() {
			return this.profile;
		}

		public void setProfile(@Nullable String profile) {
			this.profile = profile;
		}

	}

}
