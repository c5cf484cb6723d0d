/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.DirectoryBucketName;

/**
 * The session of a required bucket cannot be made, so the application does not start.
 */
class RequiredSessionException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String bucketId;

	RequiredSessionException(String bucketId, DirectoryBucketName bucket, @Nullable Throwable cause) {
		super("s3express.buckets.%s.required is true, but there is no session for %s: %s".formatted(bucketId, bucket,
				(cause != null) ? cause.getMessage() : "unknown cause"), cause);
		this.bucketId = bucketId;
	}

	String getBucketId() {
		return this.bucketId;
	}

}
