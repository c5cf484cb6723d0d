/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Lets CreateSession calls through: so many at a time, and further apart the more often
 * the service asks to slow down. That answer is about the whole account, not one bucket,
 * so it slows all.
 */
final class CreationGate implements SessionCreator {

	private static final long FIRST_PACE = Duration.ofMillis(20).toNanos();

	private static final long SLOWEST_PACE = Duration.ofSeconds(1).toNanos();

	private static final double RECOVERY = 0.8;

	private final SessionCreator delegate;

	private final int maxConcurrent;

	private final SessionClock clock;

	private final SessionTimer timer;

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<Call> waiting = new ArrayDeque<>();

	private int running;

	private long pace;

	private long paceChanged;

	private long lastStart;

	private boolean timerSet;

	CreationGate(SessionCreator delegate, int maxConcurrent, SessionClock clock, SessionTimer timer) {
		this.delegate = delegate;
		this.maxConcurrent = maxConcurrent;
		this.clock = clock;
		this.timer = timer;
		this.paceChanged = clock.nanoTime();
		this.lastStart = this.paceChanged;
	}

	@Override
	public CompletableFuture<S3ExpressSession> create(SessionKey key) {
		Call call = new Call(key, new CompletableFuture<>());
		this.lock.lock();
		try {
			this.waiting.add(call);
		}
		finally {
			this.lock.unlock();
		}
		letThrough();
		return call.result();
	}

	/**
	 * The time that is kept between two calls at present.
	 */
	Duration pace() {
		this.lock.lock();
		try {
			return Duration.ofNanos(this.pace);
		}
		finally {
			this.lock.unlock();
		}
	}

	// A loop, so that calls which are answered at once do not pile up on the stack.
	private void letThrough() {
		for (Call call = next(); call != null; call = next()) {
			Call started = call;
			long at = this.clock.nanoTime();
			CompletableFuture<S3ExpressSession> creation = start(call);
			if (creation.isDone()) {
				creation.whenComplete((session, failure) -> finished(started, at, session, failure));
			}
			else {
				creation.whenComplete((session, failure) -> {
					finished(started, at, session, failure);
					letThrough();
				});
			}
		}
	}

	private @Nullable Call next() {
		this.lock.lock();
		try {
			if (this.waiting.isEmpty() || this.running >= this.maxConcurrent || this.timerSet) {
				return null;
			}
			long now = this.clock.nanoTime();
			long wait = this.lastStart + this.pace - now;
			if (this.pace > 0 && wait > 0) {
				this.timerSet = true;
				this.timer.schedule(this::paceIsOver, Duration.ofNanos(wait));
				return null;
			}
			this.running++;
			this.lastStart = now;
			return this.waiting.remove();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void paceIsOver() {
		this.lock.lock();
		try {
			this.timerSet = false;
		}
		finally {
			this.lock.unlock();
		}
		letThrough();
	}

	private CompletableFuture<S3ExpressSession> start(Call call) {
		try {
			return this.delegate.create(call.key());
		}
		catch (Throwable ex) {
			// An Error too, such as no more threads: the place in the gate must be freed.
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void finished(Call call, long started, @Nullable S3ExpressSession session, @Nullable Throwable failure) {
		pass(started, failure);
		if (session != null) {
			call.result().complete(session);
		}
		else {
			call.result().completeExceptionally(Objects.requireNonNull(failure));
		}
	}

	private void pass(long started, @Nullable Throwable failure) {
		this.lock.lock();
		try {
			this.running--;
			if (CreationFailure.isThrottling(failure)) {
				slowDown(started);
			}
			else if (failure == null) {
				this.pace = (long) (this.pace * RECOVERY);
				if (this.pace < FIRST_PACE) {
					this.pace = 0;
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void slowDown(long started) {
		// Calls that were under way together are told together: that is one reason, not
		// many.
		if (this.pace == 0 || started - this.paceChanged >= 0) {
			this.pace = Math.min(SLOWEST_PACE, Math.max(FIRST_PACE, this.pace * 2));
			this.paceChanged = this.clock.nanoTime();
		}
	}

	private record Call(SessionKey key, CompletableFuture<S3ExpressSession> result) {
	}

}
