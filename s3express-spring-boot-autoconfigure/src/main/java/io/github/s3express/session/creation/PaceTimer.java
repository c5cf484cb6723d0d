/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Wakes the gate when the first of the calls that are kept apart may begin. Not thread
 * safe: the gate's lock guards it.
 */
final class PaceTimer {

	static final long NEVER = Long.MAX_VALUE;

	private final SessionTimer timer;

	private final Runnable task;

	private @Nullable Runnable cancel;

	private long at;

	PaceTimer(SessionTimer timer, Runnable task) {
		this.timer = timer;
		this.task = task;
	}

	/**
	 * Wakes the gate, unless it is woken earlier.
	 * @param wait after how many nanoseconds
	 * @param now the present time of the monotonic clock
	 */
	void wakeIn(long wait, long now) {
		if (wait == NEVER || (this.cancel != null && this.at - now <= wait)) {
			return;
		}
		if (this.cancel != null) {
			this.cancel.run();
		}
		this.at = now + wait;
		this.cancel = this.timer.schedule(this.task, Duration.ofNanos(wait));
	}

	/**
	 * The gate has been woken.
	 */
	void isOver() {
		this.cancel = null;
	}

}
