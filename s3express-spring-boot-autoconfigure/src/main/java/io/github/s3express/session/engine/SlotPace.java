/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;

/**
 * How often sessions that served and were refused may be replaced: so that a few are made
 * at once, and then one a second. Whoever ends one session, or a few, makes nobody wait;
 * a service that ends each is not asked without bound.
 *
 * @param paidUntil when the creations so far would have been over, one a second
 */
record SlotPace(long paidUntil) {

	static final int AT_ONCE = 3;

	private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

	private static final long CREDIT = (AT_ONCE - 1) * INTERVAL;

	/**
	 * The pace of a slot without creations so far.
	 */
	static SlotPace from(long now) {
		return new SlotPace(now - CREDIT);
	}

	SlotPace started(long moment) {
		long begin = (this.paidUntil - (moment - CREDIT) > 0) ? this.paidUntil : moment - CREDIT;
		return new SlotPace(begin + INTERVAL);
	}

	/**
	 * The moment before which none is replaced.
	 */
	long earliest() {
		return this.paidUntil;
	}

}
