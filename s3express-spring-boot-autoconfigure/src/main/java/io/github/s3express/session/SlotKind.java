/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

/**
 * How much a slot matters.
 */
enum SlotKind {

	/**
	 * Its bucket is not configured: goes when idle, or when there are too many.
	 */
	ON_DEMAND,

	/**
	 * Its bucket is configured: its session goes when idle, the slot stays to be seen.
	 */
	CONFIGURED,

	/**
	 * Its bucket is configured to be refreshed even when unused.
	 */
	KEPT_WARM

}
