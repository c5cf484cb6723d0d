/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;

/**
 * The time that is kept between two calls: longer the more often the service asks to slow
 * down, shorter again with each success. Not thread safe: the gate's lock guards it.
 */
final class Pace {

	private static final long FIRST = Duration.ofMillis(20).toNanos();

	private static final long SLOWEST = Duration.ofSeconds(1).toNanos();

	private static final double RECOVERY = 0.8;

	private long nanos;

	private long changed;

	private long lastStart;

	Pace(long now) {
		this.changed = now;
		this.lastStart = now;
	}

	long nanos() {
		return this.nanos;
	}

	/**
	 * How long the next call has to wait, in nanoseconds; not at all if not positive.
	 */
	long waitAt(long now) {
		return (this.nanos > 0) ? this.lastStart + this.nanos - now : 0;
	}

	void started(long now) {
		this.lastStart = now;
	}

	void slowDown(long callStarted, long now) {
		// Calls that were under way together are told together: that is one reason, not
		// many.
		if (this.nanos == 0 || callStarted - this.changed >= 0) {
			this.nanos = Math.min(SLOWEST, Math.max(FIRST, this.nanos * 2));
			this.changed = now;
		}
	}

	void speedUp() {
		this.nanos = (long) (this.nanos * RECOVERY);
		if (this.nanos < FIRST) {
			this.nanos = 0;
		}
	}

}
