/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.concurrent.CompletableFuture;

/**
 * Makes one session. Must not block the thread that asks.
 */
@FunctionalInterface
interface SessionCreator {

	/**
	 * Starts to make a session.
	 * @param key what the session is for
	 * @return the session to come
	 */
	CompletableFuture<S3ExpressSession> create(SessionKey key);

}
