/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionKey;

/**
 * One call of CreateSession.
 */
@FunctionalInterface
public interface SessionCall {

	/**
	 * Calls CreateSession.
	 * @param key what the session is for
	 * @param atMost how long the call may take before it is broken off
	 * @return the session to come; completes when the call has ended and its thread is
	 * free again
	 */
	CompletableFuture<S3ExpressSession> call(SessionKey key, Duration atMost);

}
