/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import org.jspecify.annotations.Nullable;

/**
 * Server-side encryption, as it is said: nothing is encrypted here.
 *
 * @param algorithm {@code AES256} or {@code aws:kms}
 * @param kmsKeyId the KMS key, or {@code null}
 * @author The S3 Express Spring Boot authors
 */
public record Encryption(String algorithm, @Nullable String kmsKeyId) {

	/** What a bucket has unless it is told otherwise. */
	public static final Encryption AES256 = new Encryption("AES256", null);

	/**
	 * Whether a KMS key is used.
	 * @return {@code true} for {@code aws:kms}
	 */
	public boolean isKms() {
		return this.algorithm.equals("aws:kms");
	}

}
