/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.creation.CreateSessionPolicy;

/**
 * The session of a required bucket cannot be made, so the application does not start.
 */
class RequiredSessionException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String bucketId;

	private final transient @Nullable CreateSessionPolicy policy;

	/**
	 * Creates the exception.
	 * @param bucketId the bucket's id in the properties
	 * @param bucket the bucket
	 * @param policy what has to be allowed, or {@code null} if the cause is another
	 * @param cause why there is no session
	 */
	RequiredSessionException(String bucketId, DirectoryBucketName bucket, @Nullable CreateSessionPolicy policy,
			@Nullable Throwable cause) {
		super("s3express.buckets.%s.required is true, but there is no session for %s: %s".formatted(bucketId, bucket,
				reason(bucket, cause)), cause);
		this.bucketId = bucketId;
		this.policy = policy;
	}

	private static @Nullable String reason(DirectoryBucketName bucket, @Nullable Throwable cause) {
		String message = (cause != null) ? cause.getMessage() : "unknown cause";
		String said = "No session for %s: ".formatted(bucket);
		return (message != null && message.startsWith(said)) ? message.substring(said.length()) : message;
	}

	@Nullable CreateSessionPolicy getPolicy() {
		return this.policy;
	}

	String getBucketId() {
		return this.bucketId;
	}

}
