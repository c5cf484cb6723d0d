/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Carries the handle of a call from where the SDK resolves the identity to where it
 * begins the first attempt: on the same thread, a few steps of its pipeline later, with
 * nothing in between that could make another call. The SDK has no public way to hand it
 * over. One for each client.
 */
final class SessionHandles {

	private final ThreadLocal<@Nullable CompletableFuture<SessionHandle>> current = new ThreadLocal<>();

	/**
	 * Forgets what an earlier call on this thread left behind when it failed before its
	 * first attempt.
	 */
	void clear() {
		this.current.remove();
	}

	void put(CompletableFuture<SessionHandle> handle) {
		this.current.set(handle);
	}

	/**
	 * The handle of the call that begins on this thread, or {@code null} if it needs no
	 * session, or its identity could not be resolved.
	 */
	@Nullable SessionHandle take() {
		CompletableFuture<SessionHandle> handle = this.current.get();
		if (handle == null) {
			return null;
		}
		this.current.remove();
		// The SDK has joined it by now, to tell the service where the identity is from.
		return (handle.isDone() && !handle.isCompletedExceptionally()) ? handle.join() : null;
	}

}
