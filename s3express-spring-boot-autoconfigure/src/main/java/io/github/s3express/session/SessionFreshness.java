/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

/**
 * How fresh the session of a key is.
 */
public enum SessionFreshness {

	/**
	 * Serves, and needs no refresh yet.
	 */
	FRESH,

	/**
	 * Being replaced, or about to be; serves meanwhile if there is one.
	 */
	REFRESHING,

	/**
	 * Should have been refreshed, but that failed; still serves.
	 */
	STALE,

	/**
	 * Ended without a replacement, though it was wanted.
	 */
	EXPIRED,

	/**
	 * Wanted, but could never be made.
	 */
	FAILED,

	/**
	 * Not made yet.
	 */
	PENDING,

	/**
	 * Unused for long: refreshed no more, or let go.
	 */
	IDLE

}
