/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import io.github.s3express.session.SessionModeStrategy;

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
	private final Session session = new Session();

	/**
	 * Directory buckets that are known beforehand, by an id of your choice or by name.
	 */
	private final Map<String, Bucket> buckets = new LinkedHashMap<>();

	/**
	 * Local server inside the application.
	 */
	private final Local local = new Local();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
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

	public Session getSession() {
		return this.session;
	}

	public Map<String, Bucket> getBuckets() {
		return this.buckets;
	}

	public Local getLocal() {
		return this.local;
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

	/**
	 * Sessions of all buckets.
	 */
	public static class Session {

		/**
		 * Whether sessions are used. Without, every request is signed with IAM
		 * credentials.
		 */
		private boolean enabled = true;

		/**
		 * What sessions may be used for.
		 */
		private SessionModeStrategy mode = SessionModeStrategy.DEFAULT;

		/**
		 * How long before its expiry a session is replaced.
		 */
		private Duration refreshBeforeExpiry = Duration.ofSeconds(75);

		/**
		 * Share of the refresh window by which refreshes are spread.
		 */
		private double refreshJitter = 0.2;

		/**
		 * With less than this left, a session signs nothing more, unless its replacement
		 * failed or is still under way.
		 */
		private Duration expiryThreshold = Duration.ofSeconds(5);

		/**
		 * Unused this long, a session is refreshed no more and then let go.
		 */
		private Duration idleTimeout = Duration.ofMinutes(10);

		/**
		 * Number of sessions that are held at most.
		 */
		private int maxSessions = 10000;

		/**
		 * How long a caller waits for a session, all tries together.
		 */
		private Duration createTimeout = Duration.ofSeconds(10);

		/**
		 * Number of CreateSession calls that are under way at most.
		 */
		private int maxConcurrentCreations = 16;

		/**
		 * Retries of CreateSession.
		 */
		private final Retry retry = new Retry();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public SessionModeStrategy getMode() {
			return this.mode;
		}

		public void setMode(SessionModeStrategy mode) {
			this.mode = mode;
		}

		public Duration getRefreshBeforeExpiry() {
			return this.refreshBeforeExpiry;
		}

		public void setRefreshBeforeExpiry(Duration refreshBeforeExpiry) {
			this.refreshBeforeExpiry = refreshBeforeExpiry;
		}

		public double getRefreshJitter() {
			return this.refreshJitter;
		}

		public void setRefreshJitter(double refreshJitter) {
			this.refreshJitter = refreshJitter;
		}

		public Duration getExpiryThreshold() {
			return this.expiryThreshold;
		}

		public void setExpiryThreshold(Duration expiryThreshold) {
			this.expiryThreshold = expiryThreshold;
		}

		public Duration getIdleTimeout() {
			return this.idleTimeout;
		}

		public void setIdleTimeout(Duration idleTimeout) {
			this.idleTimeout = idleTimeout;
		}

		public int getMaxSessions() {
			return this.maxSessions;
		}

		public void setMaxSessions(int maxSessions) {
			this.maxSessions = maxSessions;
		}

		public Duration getCreateTimeout() {
			return this.createTimeout;
		}

		public void setCreateTimeout(Duration createTimeout) {
			this.createTimeout = createTimeout;
		}

		public int getMaxConcurrentCreations() {
			return this.maxConcurrentCreations;
		}

		public void setMaxConcurrentCreations(int maxConcurrentCreations) {
			this.maxConcurrentCreations = maxConcurrentCreations;
		}

		public Retry getRetry() {
			return this.retry;
		}

	}

	/**
	 * Retries of CreateSession.
	 */
	public static class Retry {

		/**
		 * Number of calls that may follow a first one that failed.
		 */
		private int maxRetries = 3;

		/**
		 * Wait before the first retry.
		 */
		private Duration initialInterval = Duration.ofMillis(50);

		/**
		 * Factor by which each wait is longer than the one before.
		 */
		private double multiplier = 2;

		/**
		 * Longest wait.
		 */
		private Duration maxInterval = Duration.ofSeconds(2);

		/**
		 * Share of a wait that is left to chance.
		 */
		private double jitter = 0.5;

		public int getMaxRetries() {
			return this.maxRetries;
		}

		public void setMaxRetries(int maxRetries) {
			this.maxRetries = maxRetries;
		}

		public Duration getInitialInterval() {
			return this.initialInterval;
		}

		public void setInitialInterval(Duration initialInterval) {
			this.initialInterval = initialInterval;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxInterval() {
			return this.maxInterval;
		}

		public void setMaxInterval(Duration maxInterval) {
			this.maxInterval = maxInterval;
		}

		public double getJitter() {
			return this.jitter;
		}

		public void setJitter(double jitter) {
			this.jitter = jitter;
		}

	}

	/**
	 * A directory bucket that is known beforehand.
	 */
	public static class Bucket {

		/**
		 * Name of the directory bucket. By default the bucket's id.
		 */
		private @Nullable String name;

		/**
		 * Region of the bucket, if it is another than that of the other buckets.
		 */
		private @Nullable String region;

		/**
		 * What its sessions may be used for, if it is something else than for the other
		 * buckets.
		 */
		private @Nullable SessionModeStrategy mode;

		/**
		 * Whether its session is made while the application starts.
		 */
		private boolean warmUp = true;

		/**
		 * Whether its session is refreshed even when unused.
		 */
		private boolean keepWarm = true;

		/**
		 * Whether the application starts only if its session can be made.
		 */
		private boolean required = false;

		/**
		 * Server-side encryption of the objects that its sessions write.
		 */
		private final Encryption encryption = new Encryption();

		public @Nullable String getName() {
			return this.name;
		}

		public void setName(@Nullable String name) {
			this.name = name;
		}

		public @Nullable String getRegion() {
			return this.region;
		}

		public void setRegion(@Nullable String region) {
			this.region = region;
		}

		public @Nullable SessionModeStrategy getMode() {
			return this.mode;
		}

		public void setMode(@Nullable SessionModeStrategy mode) {
			this.mode = mode;
		}

		public boolean isWarmUp() {
			return this.warmUp;
		}

		public void setWarmUp(boolean warmUp) {
			this.warmUp = warmUp;
		}

		public boolean isKeepWarm() {
			return this.keepWarm;
		}

		public void setKeepWarm(boolean keepWarm) {
			this.keepWarm = keepWarm;
		}

		public boolean isRequired() {
			return this.required;
		}

		public void setRequired(boolean required) {
			this.required = required;
		}

		public Encryption getEncryption() {
			return this.encryption;
		}

	}

	/**
	 * Server-side encryption of the objects that a bucket's sessions write.
	 */
	public static class Encryption {

		/**
		 * Algorithm that is asked for with CreateSession: AES256 or aws:kms. By default
		 * the bucket's.
		 */
		private @Nullable String algorithm;

		/**
		 * Id or ARN of the KMS key. Not an alias.
		 */
		private @Nullable String kmsKeyId;

		/**
		 * Base64 of the encryption context, a JSON object with the bucket's ARN as its
		 * value.
		 */
		private @Nullable String context;

		/**
		 * Whether an S3 Bucket Key is used. Directory buckets always use one.
		 */
		private @Nullable Boolean bucketKeyEnabled;

		public @Nullable String getAlgorithm() {
			return this.algorithm;
		}

		public void setAlgorithm(@Nullable String algorithm) {
			this.algorithm = algorithm;
		}

		public @Nullable String getKmsKeyId() {
			return this.kmsKeyId;
		}

		public void setKmsKeyId(@Nullable String kmsKeyId) {
			this.kmsKeyId = kmsKeyId;
		}

		public @Nullable String getContext() {
			return this.context;
		}

		public void setContext(@Nullable String context) {
			this.context = context;
		}

		public @Nullable Boolean getBucketKeyEnabled() {
			return this.bucketKeyEnabled;
		}

		public void setBucketKeyEnabled(@Nullable Boolean bucketKeyEnabled) {
			this.bucketKeyEnabled = bucketKeyEnabled;
		}

	}

	/**
	 * Local server inside the application.
	 */
	public static class Local {

		/**
		 * Whether to run the local server and point the clients at it.
		 */
		private boolean enabled = false;

		/**
		 * Port of the local server on 127.0.0.1. By default a free one.
		 */
		private int port = 0;

		/**
		 * How long the sessions of the local server live.
		 */
		private Duration sessionLifetime = Duration.ofMinutes(5);

		/**
		 * Directory that keeps the objects of the local server. By default they are kept
		 * in memory.
		 */
		private @Nullable Path dataDirectory;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public int getPort() {
			return this.port;
		}

		public void setPort(int port) {
			this.port = port;
		}

		public Duration getSessionLifetime() {
			return this.sessionLifetime;
		}

		public void setSessionLifetime(Duration sessionLifetime) {
			this.sessionLifetime = sessionLifetime;
		}

		public @Nullable Path getDataDirectory() {
			return this.dataDirectory;
		}

		public void setDataDirectory(@Nullable Path dataDirectory) {
			this.dataDirectory = dataDirectory;
		}

	}

}
