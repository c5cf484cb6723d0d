/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.SessionKey;

/**
 * A request cannot be signed yet, because its session has still to be made and the thread
 * that signs must not wait. Travels as a cause through the SDK to the client that awaits
 * the session and sends the request again.
 */
final class SessionPendingException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient SessionKey key;

	SessionPendingException(SessionKey key) {
		// No stack trace: it tells nothing, and a cold bucket makes one for each request.
		super("The session for %s is still being made".formatted(key.bucket()), null, false, false);
		this.key = key;
	}

	/**
	 * Finds out whether a call failed for a session that is still to be made.
	 * @param failure why the call failed
	 * @return what the session is for, or {@code null} if the call failed otherwise
	 */
	static @Nullable SessionKey keyIn(@Nullable Throwable failure) {
		for (Throwable candidate = failure; candidate != null; candidate = candidate.getCause()) {
			if (candidate instanceof SessionPendingException pending) {
				return pending.key;
			}
		}
		return null;
	}

}
