/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a bucket besides its objects.
 *
 * @param name its name
 * @param created when it was made
 * @param policy its policy as JSON, or {@code null}
 * @param encryption its default encryption
 * @author The S3 Express Spring Boot authors
 */
public record BucketInfo(String name, Instant created, @Nullable String policy, Encryption encryption) {

	/**
	 * The same bucket with another policy.
	 * @param newPolicy the policy as JSON, or {@code null}
	 * @return a copy
	 */
	public BucketInfo withPolicy(@Nullable String newPolicy) {
		return new BucketInfo(this.name, this.created, newPolicy, this.encryption);
	}

	/**
	 * The same bucket with another default encryption.
	 * @param newEncryption the encryption
	 * @return a copy
	 */
	public BucketInfo withEncryption(Encryption newEncryption) {
		return new BucketInfo(this.name, this.created, this.policy, newEncryption);
	}

}
