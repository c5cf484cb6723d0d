/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

/**
 * How much a slot matters.
 */
enum SlotKind {

	/**
	 * Its bucket is not configured: goes when idle, or when there are too many.
	 */
	ON_DEMAND,

	/**
	 * Its credentials came with a request and may never come again: no failure of it is
	 * anybody's business but that request's, and no session is made unasked but for one
	 * in use.
	 */
	OF_REQUEST,

	/**
	 * Its bucket is configured: its session goes when idle, the slot stays to be seen.
	 */
	CONFIGURED,

	/**
	 * Its bucket is configured to be refreshed even when unused.
	 */
	KEPT_WARM;

	/**
	 * Whether the slot may go.
	 */
	boolean isEvictable() {
		return this == ON_DEMAND || this == OF_REQUEST;
	}

}
