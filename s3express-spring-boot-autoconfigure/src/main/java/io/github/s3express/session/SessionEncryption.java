/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import org.jspecify.annotations.Nullable;

/**
 * Server-side encryption of the objects that a session writes: asked for with
 * CreateSession, or as its answer tells it.
 *
 * @param algorithm {@code AES256} or {@code aws:kms}; {@code null} leaves it to the
 * bucket
 * @param kmsKeyId id or ARN of the KMS key, or {@code null}
 * @param kmsContext Base64 of the JSON encryption context, or {@code null}
 * @param bucketKeyEnabled whether S3 Bucket Keys are used, or {@code null}
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html">CreateSession</a>
 */
public record SessionEncryption(@Nullable String algorithm, @Nullable String kmsKeyId, @Nullable String kmsContext,
		@Nullable Boolean bucketKeyEnabled) {

	/**
	 * Nothing is asked for: the bucket's default encryption applies.
	 */
	public static final SessionEncryption BUCKET_DEFAULT = new SessionEncryption(null, null, null, null);

}
