/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops asking a store that fails, and asks it again once in a while.
 */
final class FleetBreaker {

	private static final Logger logger = LoggerFactory.getLogger(FleetBreaker.class);

	private static final int FAILURES = 3;

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

	private final ReentrantLock lock = new ReentrantLock();

	private int failedAsks;

	// Apart from the asks: a store that is full still answers these.
	private int failedPuts;

	private Duration pause = FIRST_PAUSE;

	private long askAgainAt;

	// When it is next believed that the store has returned.
	private @Nullable Long believedAgainAt;

	private volatile boolean open;

	private volatile @Nullable String lastFailure;

	boolean isOpen() {
		return this.open;
	}

	@Nullable String lastFailure() {
		return this.lastFailure;
	}

	/**
	 * Whether the store may be asked. While it fails, one may ask after each pause.
	 */
	boolean allows(long now) {
		if (!this.open) {
			return true;
		}
		this.lock.lock();
		try {
			if (now - this.askAgainAt < 0) {
				return false;
			}
			// Also if nothing ever comes of this one.
			this.askAgainAt = now + this.pause.toNanos();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The store says that it can be reached again, so it may be asked at once. Said again
	 * and again it is believed once in a while: there is a connection, but no answer.
	 */
	void returned(long now) {
		this.lock.lock();
		try {
			Long believedAt = this.believedAgainAt;
			long at = (believedAt != null && believedAt - now > 0) ? believedAt : now;
			if (this.open && this.askAgainAt - at > 0) {
				this.askAgainAt = at;
				this.believedAgainAt = at + FIRST_PAUSE.toNanos();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void answered() {
		this.lock.lock();
		try {
			this.failedAsks = 0;
			closeIfWell();
		}
		finally {
			this.lock.unlock();
		}
	}

	void kept() {
		this.lock.lock();
		try {
			this.failedPuts = 0;
			closeIfWell();
		}
		finally {
			this.lock.unlock();
		}
	}

	void failedToAnswer(Throwable failure, long now) {
		this.lock.lock();
		try {
			this.failedAsks++;
			failed(this.failedAsks, failure, now);
		}
		finally {
			this.lock.unlock();
		}
	}

	void failedToKeep(Throwable failure, long now) {
		this.lock.lock();
		try {
			this.failedPuts++;
			failed(this.failedPuts, failure, now);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void failed(int inARow, Throwable failure, long now) {
		this.lastFailure = text(failure);
		if (this.open) {
			this.pause = longer(this.pause);
			this.askAgainAt = now + this.pause.toNanos();
		}
		else if (inARow >= FAILURES) {
			this.open = true;
			this.askAgainAt = now + this.pause.toNanos();
			logger.warn("The store of sessions fails, so this instance makes its own until it is well again: {}",
					this.lastFailure);
		}
	}

	private void closeIfWell() {
		if (this.open && this.failedAsks < FAILURES && this.failedPuts < FAILURES) {
			this.open = false;
			this.pause = FIRST_PAUSE;
			logger.info("The store of sessions is well again, so sessions are shared again");
		}
	}

	// A closed connection's exception, for one, has no message.
	private static String text(Throwable failure) {
		String message = failure.getMessage();
		return (message != null) ? message : failure.getClass().getSimpleName();
	}

	// Slowly, since a store that was away for a moment should be asked again before
	// refreshes have lost their patience.
	private static Duration longer(Duration pause) {
		Duration longer = pause.plus(pause.dividedBy(2));
		return (longer.compareTo(LONGEST_PAUSE) < 0) ? longer : LONGEST_PAUSE;
	}

}
