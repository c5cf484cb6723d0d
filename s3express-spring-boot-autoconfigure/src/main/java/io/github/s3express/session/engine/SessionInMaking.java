/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.s3express.session.S3ExpressSession;

/**
 * A session that is being made, and how many wait for it.
 */
final class SessionInMaking extends CompletableFuture<S3ExpressSession> {

	private final AtomicInteger waiting = new AtomicInteger();

	SessionInMaking joined() {
		this.waiting.incrementAndGet();
		return this;
	}

	boolean isWaitedFor() {
		return this.waiting.get() > 0;
	}

	/**
	 * One of those who wait does so no longer.
	 * @param session what a slot gave out to wait for
	 */
	static void gaveUp(CompletableFuture<S3ExpressSession> session) {
		if (session instanceof SessionInMaking making) {
			making.waiting.decrementAndGet();
		}
	}

}
