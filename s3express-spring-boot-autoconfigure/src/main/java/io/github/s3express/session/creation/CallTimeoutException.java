/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;

/**
 * One call of CreateSession was not answered in time. It is not waited for any longer,
 * but its answer is taken if it comes: the service may be slow and not lost.
 */
final class CallTimeoutException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient CompletableFuture<S3ExpressSession> lateAnswer;

	CallTimeoutException(DirectoryBucketName bucket, Duration callTimeout,
			CompletableFuture<S3ExpressSession> lateAnswer) {
		super("CreateSession for %s was not answered within %s (call-timeout)".formatted(bucket, callTimeout));
		this.lateAnswer = lateAnswer;
	}

	/**
	 * What the call answers after all, if it does.
	 */
	CompletableFuture<S3ExpressSession> lateAnswer() {
		return this.lateAnswer;
	}

}
