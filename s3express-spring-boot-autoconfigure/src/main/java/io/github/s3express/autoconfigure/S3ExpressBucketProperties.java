/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.SessionModeStrategy;

/**
 * A directory bucket that is known beforehand.
 */
public class S3ExpressBucketProperties {

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

	/**
	 * A bucket of which nothing is said but its name: {@code s3express.buckets.orders}
	 * may hold that alone.
	 * @param name the directory bucket's name
	 * @return its properties
	 */
	public static S3ExpressBucketProperties of(String name) {
		S3ExpressBucketProperties bucket = new S3ExpressBucketProperties();
		bucket.setName(name);
		return bucket;
	}

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

}
