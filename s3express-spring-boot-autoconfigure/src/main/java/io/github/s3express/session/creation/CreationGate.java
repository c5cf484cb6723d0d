/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.creation.WaitingCalls.Turn;

/**
 * Lets CreateSession calls through: so many at a time, none of a zone, bucket or
 * request's owner more than its share, and further apart where the service asks to slow
 * down.
 * <p>
 * A call that is not answered soon steps aside, so that others can begin; the next calls
 * for its bucket begin there, until one is answered. A call that is not answered within
 * the call timeout has failed, and its place is free whatever becomes of it; if it is
 * answered late, the answer is taken.
 */
public final class CreationGate implements CreationAttempts {

	private final SessionCall delegate;

	private final CallLimits limits;

	private final SessionClock clock;

	private final SessionTimer timer;

	private final ReentrantLock lock = new ReentrantLock();

	private final WaitingCalls waiting = new WaitingCalls();

	private final Lanes lanes;

	private final Paces paces;

	private final PaceTimer paceTimer;

	/**
	 * Creates a gate.
	 * @param delegate makes the calls
	 * @param limits how many calls, and how long
	 * @param clock tells the time
	 * @param timer wakes what waits
	 */
	public CreationGate(SessionCall delegate, CallLimits limits, SessionClock clock, SessionTimer timer) {
		this.delegate = delegate;
		this.limits = limits;
		this.clock = clock;
		this.timer = timer;
		this.lanes = new Lanes(limits);
		this.paces = new Paces(clock.nanoTime());
		this.paceTimer = new PaceTimer(timer, this::paceIsOver);
	}

	@Override
	public CompletableFuture<S3ExpressSession> attempt(CreationRequest request, boolean again) {
		GateCall call = new GateCall(request, again);
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
	 * @param zone of a zone, or {@code null} for that of all zones
	 * @param bucket of a bucket of the zone, or {@code null} for that of all its buckets
	 */
	Duration pace(@Nullable String zone, @Nullable DirectoryBucketName bucket) {
		this.lock.lock();
		try {
			return this.paces.current(zone, bucket);
		}
		finally {
			this.lock.unlock();
		}
	}

	// A loop, so that calls which are answered at once do not pile up on the stack.
	private void letThrough() {
		for (GateCall call = next(); call != null; call = next()) {
			if (call.failure != null) {
				call.result().completeExceptionally(call.failure);
			}
			else {
				begin(call);
			}
		}
	}

	private void begin(GateCall call) {
		CompletableFuture<S3ExpressSession> answer = start(call);
		if (answer.isDone()) {
			answer.whenComplete((session, failure) -> ended(call, session, failure));
			return;
		}
		watch(call, answer);
		answer.whenComplete((session, failure) -> {
			ended(call, session, failure);
			letThrough();
		});
	}

	private CompletableFuture<S3ExpressSession> start(GateCall call) {
		try {
			return this.delegate.call(call.request().key(),
					call.unhurried ? this.limits.longestCall() : this.limits.callTimeout());
		}
		catch (Throwable ex) {
			// An Error too, such as no more threads: the place in the gate must be freed.
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void watch(GateCall call, CompletableFuture<S3ExpressSession> answer) {
		Duration inPlace = this.limits.timeInPlace();
		setTimer(call, () -> {
			if (stepAside(call)) {
				setTimer(call, () -> giveUp(call, answer), this.limits.callTimeout().minus(inPlace));
				letThrough();
			}
		}, inPlace);
	}

	private void setTimer(GateCall call, Runnable task, Duration delay) {
		this.lock.lock();
		try {
			if (!call.ended) {
				call.cancelTimer = this.timer.schedule(task, delay);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Makes room for others.
	 * @return whether the call is still under way
	 */
	private boolean stepAside(GateCall call) {
		this.lock.lock();
		try {
			this.lanes.stepAside(call);
			return !call.ended;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void giveUp(GateCall call, CompletableFuture<S3ExpressSession> answer) {
		this.lock.lock();
		try {
			if (call.ended) {
				return;
			}
			this.lanes.giveUp(call);
		}
		finally {
			this.lock.unlock();
		}
		call.result().completeExceptionally(new CallTimeoutException(call.bucket(), this.limits.callTimeout(), answer));
		letThrough();
	}

	private @Nullable GateCall next() {
		this.lock.lock();
		try {
			long now = this.clock.nanoTime();
			Soonest soonest = new Soonest();
			GateCall call = take(now, soonest);
			if (call == null) {
				this.paceTimer.wakeIn(soonest.wait, now);
			}
			else if (!isTurnedAway(call)) {
				this.lanes.enter(call);
				call.started = now;
				this.paces.started(call, now);
			}
			return call;
		}
		finally {
			this.lock.unlock();
		}
	}

	// Those whose buckets do not answer share few places for long: if the more important
	// always went first, the others would never come.
	private @Nullable GateCall take(long now, Soonest soonest) {
		if (this.lanes.isTurnOfLongestWaiting()) {
			GateCall suspect = this.waiting
				.takeLongestWaiting((call) -> this.lanes.isSuspect(call) && judge(call, now, soonest) == Turn.NOW);
			if (suspect != null) {
				return suspect;
			}
			this.lanes.passTurn();
		}
		return this.waiting.take((call) -> judge(call, now, soonest));
	}

	private Turn judge(GateCall call, long now, Soonest soonest) {
		if (isTurnedAway(call)) {
			return Turn.NOW;
		}
		Turn turn = this.lanes.turn(call);
		if (turn != Turn.NOW) {
			return turn;
		}
		long wait = this.paces.waitAt(call, now);
		if (wait > 0) {
			soonest.wait = Math.min(soonest.wait, wait);
			return Turn.NOT_YET;
		}
		return Turn.NOW;
	}

	private boolean isTurnedAway(GateCall call) {
		if (call.failure == null) {
			if (!call.request().wanted().getAsBoolean()) {
				call.failure = new CancellationException("Nobody waits for the session any more");
			}
			else if (this.lanes.refuses(call)) {
				call.failure = new S3ExpressSessionException(call.request().key(),
						"No session for %s: earlier calls of CreateSession hang and cannot be broken off, as many as may"
							.formatted(call.bucket()),
						null, true);
			}
		}
		return call.failure != null;
	}

	private void paceIsOver() {
		this.lock.lock();
		try {
			this.paceTimer.isOver();
		}
		finally {
			this.lock.unlock();
		}
		letThrough();
	}

	private void ended(GateCall call, @Nullable S3ExpressSession session, @Nullable Throwable failure) {
		this.lock.lock();
		try {
			call.cancelTimer.run();
			call.ended = true;
			long now = this.clock.nanoTime();
			if (CreationFailure.isThrottling(failure)) {
				this.paces.slowDown(call, now);
			}
			else if (failure == null) {
				this.paces.answered(call, now);
			}
			this.lanes.leave(call, wasAnswered(call, failure, now));
		}
		finally {
			this.lock.unlock();
		}
		if (session != null) {
			call.result().complete(session);
		}
		else {
			call.result().completeExceptionally((failure != null) ? failure : new IllegalStateException("No session"));
		}
	}

	// A connection that is refused at once holds no place, and need not be kept aside.
	private @Nullable Boolean wasAnswered(GateCall call, @Nullable Throwable failure, long now) {
		if (failure == null || CreationFailure.answerIn(failure) != null) {
			return true;
		}
		return (now - call.started >= this.limits.timeInPlace().toNanos()) ? false : null;
	}

	private static final class Soonest {

		private long wait = PaceTimer.NEVER;

	}

}
