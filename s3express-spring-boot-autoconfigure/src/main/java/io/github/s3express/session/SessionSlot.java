/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The state machine of one key: the session in use, the creation in flight, the failures
 * so far. At most one creation is in flight. Readers of a usable session take no lock.
 */
final class SessionSlot {

	// A session refused sooner than this counts with the refusals before it.
	private static final Duration REFUSAL_MEMORY = Duration.ofSeconds(30);

	private static final int REFUSALS_ANSWERED_AT_ONCE = 2;

	// Uses are noted this coarsely, so that readers share the cache line.
	private static final long USE_GRANULARITY = Duration.ofMillis(250).toNanos();

	private final SessionKey key;

	private final SlotKind kind;

	private final SlotContext context;

	private final Consumer<SessionSlot> onRelease;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable Lease lease;

	private volatile long lastUsed;

	// Set while a session that is due for refresh is left alone because nobody uses it.
	private volatile boolean dozing;

	private @Nullable Creation creation;

	private @Nullable S3ExpressSessionException lastFailure;

	private @Nullable Instant lastMade;

	private int failures;

	private int refusals;

	private long nextTry;

	private boolean wanted;

	private boolean closed;

	private Runnable cancelTimer = () -> {
	};

	SessionSlot(SessionKey key, SlotKind kind, SlotContext context, Consumer<SessionSlot> onRelease) {
		this.key = key;
		this.kind = kind;
		this.context = context;
		this.onRelease = onRelease;
		this.lastUsed = context.clock().nanoTime();
	}

	SessionKey key() {
		return this.key;
	}

	boolean isEvictable() {
		if (this.kind != SlotKind.ON_DEMAND) {
			return false;
		}
		this.lock.lock();
		try {
			return this.creation == null;
		}
		finally {
			this.lock.unlock();
		}
	}

	long lastUsed() {
		return this.lastUsed;
	}

	/**
	 * The session in use, if it still serves. The hot path.
	 */
	@Nullable S3ExpressSession usable() {
		Lease current = this.lease;
		long now = this.context.clock().nanoTime();
		if (current == null || now - current.servesUntil >= 0) {
			return null;
		}
		if (now - this.lastUsed > USE_GRANULARITY) {
			this.lastUsed = now;
			if (this.dozing) {
				wakeUp();
			}
		}
		return current.session;
	}

	/**
	 * The session in use, if it still lives this long. Not for the hot path.
	 */
	@Nullable S3ExpressSession usable(Duration minimumLife) {
		Lease current = this.lease;
		long now = this.context.clock().nanoTime();
		boolean livesLongEnough = current != null && current.expires - now >= minimumLife.toNanos();
		return livesLongEnough ? usable() : null;
	}

	/**
	 * The session in use, or the one that is being made. Starts a creation if there is
	 * neither, unless one failed a moment ago: then that failure is the answer.
	 * @return the session to come, or {@code null} if the slot has been closed
	 */
	@Nullable CompletableFuture<S3ExpressSession> obtain(Duration minimumLife) {
		Creation started;
		this.lock.lock();
		try {
			S3ExpressSession session = usable(minimumLife);
			if (session != null) {
				return CompletableFuture.completedFuture(session);
			}
			long now = this.context.clock().nanoTime();
			this.lastUsed = now;
			if (this.closed) {
				return null;
			}
			if (this.creation != null) {
				return this.creation.result;
			}
			if (this.lastFailure != null && now - this.nextTry < 0) {
				return CompletableFuture.failedFuture(this.lastFailure);
			}
			started = newCreation();
		}
		finally {
			this.lock.unlock();
		}
		start(started);
		return started.result;
	}

	/**
	 * Makes a new session now, or joins the one that is being made. The old session
	 * serves meanwhile.
	 * @return the session to come, or {@code null} if the slot has been closed
	 */
	@Nullable CompletableFuture<S3ExpressSession> refresh() {
		Creation started;
		this.lock.lock();
		try {
			if (this.closed) {
				return null;
			}
			if (this.creation != null) {
				return this.creation.result;
			}
			started = newCreation();
		}
		finally {
			this.lock.unlock();
		}
		start(started);
		return started.result;
	}

	/**
	 * Uses a session no more, if it is the one in use.
	 * @return whether it was
	 */
	boolean invalidate(S3ExpressSession session) {
		this.lock.lock();
		try {
			Lease current = this.lease;
			if (current == null || current.session != session) {
				return false;
			}
			this.lease = null;
			long now = this.context.clock().nanoTime();
			boolean soon = now - session.receivedNanos() < REFUSAL_MEMORY.toNanos();
			this.refusals = soon ? this.refusals + 1 : 1;
			if (this.refusals > REFUSALS_ANSWERED_AT_ONCE) {
				// The service refuses whatever it gives out: slow down instead of
				// looping.
				this.lastFailure = new S3ExpressSessionException(this.key,
						"No session for %s: the service refused the last %d sessions that it gave out"
							.formatted(this.key.bucket(), this.refusals),
						null);
				this.nextTry = now + this.context.policy()
					.retryWithoutSessionAfter(this.refusals - REFUSALS_ANSWERED_AT_ONCE, true, this.context.chance())
					.toNanos();
			}
			scheduleNext(now);
		}
		finally {
			this.lock.unlock();
		}
		this.context.events().publish(new SessionEvent.Invalidated(this.key));
		return true;
	}

	/**
	 * The session in use, usable or not.
	 */
	@Nullable S3ExpressSession current() {
		Lease current = this.lease;
		return (current != null) ? current.session : null;
	}

	/**
	 * Drops the session and makes none until somebody asks for one. A creation in flight
	 * goes on for those who wait for it.
	 */
	void letGo() {
		this.lock.lock();
		try {
			this.lease = null;
			this.wanted = this.creation != null;
			this.dozing = false;
			this.failures = 0;
			this.refusals = 0;
			this.lastFailure = null;
			scheduleNext(this.context.clock().nanoTime());
		}
		finally {
			this.lock.unlock();
		}
		this.context.events().publish(new SessionEvent.Released(this.key));
	}

	/**
	 * Ends the slot unless a session is being made.
	 * @return whether it has ended
	 */
	boolean retire() {
		this.lock.lock();
		try {
			if (this.creation != null) {
				return false;
			}
			this.closed = true;
			this.lease = null;
			this.cancelTimer.run();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends the slot: nothing is scheduled any more, and whoever waits is told.
	 */
	void close() {
		Creation abandoned;
		this.lock.lock();
		try {
			this.closed = true;
			this.cancelTimer.run();
			this.lease = null;
			abandoned = this.creation;
			this.creation = null;
		}
		finally {
			this.lock.unlock();
		}
		if (abandoned != null) {
			abandoned.result.completeExceptionally(new S3ExpressSessionException(this.key,
					"No session for %s: the session manager has been stopped".formatted(this.key.bucket()), null));
		}
	}

	SessionSnapshot snapshot() {
		this.lock.lock();
		try {
			long now = this.context.clock().nanoTime();
			Lease current = this.lease;
			boolean serves = current != null && now - current.servesUntil < 0;
			S3ExpressSession session = (current != null && serves) ? current.session : null;
			return new SessionSnapshot(this.key, freshness(now, serves), (session != null) ? session.created() : null,
					(session != null) ? session.expires() : null,
					(current != null && serves) ? Duration.ofNanos(current.expires - now) : null, this.lastMade,
					this.failures, (this.lastFailure != null) ? this.lastFailure.getMessage() : null,
					this.kind == SlotKind.KEPT_WARM, (session != null) ? session.encryption() : null);
		}
		finally {
			this.lock.unlock();
		}
	}

	private SessionFreshness freshness(long now, boolean serves) {
		Lease current = this.lease;
		if (serves && current != null) {
			if (this.failures > 0) {
				return SessionFreshness.STALE;
			}
			if (this.creation != null) {
				return SessionFreshness.REFRESHING;
			}
			return (now - current.refreshAt >= 0 && isIdle(now)) ? SessionFreshness.IDLE : SessionFreshness.FRESH;
		}
		if (this.lastFailure != null) {
			return (this.lastMade != null) ? SessionFreshness.EXPIRED : SessionFreshness.FAILED;
		}
		if (this.creation != null) {
			return (this.lastMade != null) ? SessionFreshness.REFRESHING : SessionFreshness.PENDING;
		}
		return (this.lastMade != null) ? SessionFreshness.IDLE : SessionFreshness.PENDING;
	}

	private boolean isIdle(long now) {
		return this.kind != SlotKind.KEPT_WARM && now - this.lastUsed >= this.context.policy().idleTimeout().toNanos();
	}

	private Creation newCreation() {
		this.wanted = true;
		this.dozing = false;
		Creation started = new Creation(this.context.clock().nanoTime());
		this.creation = started;
		return started;
	}

	// Outside the lock: the creator may answer at once, on this thread.
	private void start(Creation started) {
		CompletableFuture<S3ExpressSession> answer;
		try {
			answer = this.context.creator().create(this.key);
		}
		catch (RuntimeException ex) {
			answer = CompletableFuture.failedFuture(ex);
		}
		answer.whenComplete((session, failure) -> {
			if (failure == null) {
				succeeded(started, session);
			}
			else {
				failed(started, failure);
			}
		});
	}

	private void succeeded(Creation finished, S3ExpressSession session) {
		SessionEvent event;
		this.lock.lock();
		try {
			if (this.creation != finished) {
				return;
			}
			long now = this.context.clock().nanoTime();
			Duration took = Duration.ofNanos(now - finished.started);
			Lease old = this.lease;
			boolean replaces = old != null && now - old.servesUntil < 0;
			event = replaces ? new SessionEvent.Refreshed(this.key, session.expires(), took, this.failures)
					: new SessionEvent.Created(this.key, session.expires(), took);
			this.lease = newLease(session);
			this.lastMade = this.context.clock().instant();
			this.creation = null;
			this.failures = 0;
			this.lastFailure = null;
			scheduleNext(now);
		}
		finally {
			this.lock.unlock();
		}
		this.context.events().publish(event);
		finished.result.complete(session);
	}

	private Lease newLease(S3ExpressSession session) {
		RefreshPolicy policy = this.context.policy();
		long received = session.receivedNanos();
		Duration life = session.life();
		return new Lease(session, received + policy.refreshAfter(life, this.context.chance()).toNanos(),
				received + policy.servesFor(life).toNanos(), received + life.toNanos());
	}

	private void failed(Creation finished, Throwable failure) {
		S3ExpressSessionException cause = asSessionException(failure);
		List<SessionEvent> happened = new ArrayList<>();
		this.lock.lock();
		try {
			if (this.creation != finished) {
				return;
			}
			long now = this.context.clock().nanoTime();
			Duration took = Duration.ofNanos(now - finished.started);
			this.creation = null;
			this.failures++;
			this.lastFailure = cause;
			Lease current = this.lease;
			Duration left = (current != null) ? Duration.ofNanos(current.servesUntil - now) : Duration.ZERO;
			boolean serves = Require.isPositive(left);
			RefreshPolicy policy = this.context.policy();
			Duration wait = serves ? policy.retryAfter(left, this.context.chance())
					: policy.retryWithoutSessionAfter(this.failures, cause.isPassing(), this.context.chance());
			this.nextTry = now + wait.toNanos();
			if (current != null && !serves) {
				this.lease = null;
				happened.add(new SessionEvent.Expired(this.key, cause));
			}
			happened.add(serves ? new SessionEvent.RefreshFailed(this.key, cause, took, this.failures, left)
					: new SessionEvent.CreationFailed(this.key, cause, took, this.failures));
			scheduleNext(now);
		}
		finally {
			this.lock.unlock();
		}
		happened.forEach(this.context.events()::publish);
		finished.result.completeExceptionally(cause);
	}

	/**
	 * Sets the timer to the next moment at which there is something to decide.
	 */
	private void scheduleNext(long now) {
		this.cancelTimer.run();
		if (this.closed || this.creation != null) {
			return;
		}
		Lease current = this.lease;
		long wait;
		if (current != null) {
			long refresh = ((this.failures > 0) ? this.nextTry : current.refreshAt) - now;
			long end = current.servesUntil - now;
			wait = (this.dozing || refresh > end) ? end : refresh;
		}
		else if (retriesByItself(now)) {
			wait = (this.lastFailure != null) ? this.nextTry - now : 0;
		}
		else if (this.kind == SlotKind.ON_DEMAND) {
			wait = this.lastUsed + this.context.policy().idleTimeout().toNanos() - now;
		}
		else {
			return;
		}
		this.cancelTimer = this.context.timer().schedule(this::wake, Duration.ofNanos(Math.max(wait, 0)));
	}

	// A key that never had a session is retried by whoever asks for it: its bucket may
	// not even exist.
	private boolean retriesByItself(long now) {
		return this.wanted && (this.kind == SlotKind.KEPT_WARM || (this.lastMade != null && !isIdle(now)));
	}

	private void wakeUp() {
		this.lock.lock();
		try {
			this.dozing = false;
			scheduleNext(this.context.clock().nanoTime());
		}
		finally {
			this.lock.unlock();
		}
	}

	private void wake() {
		List<SessionEvent> happened = new ArrayList<>();
		Creation started = null;
		boolean released = false;
		this.lock.lock();
		try {
			if (this.closed || this.creation != null) {
				return;
			}
			long now = this.context.clock().nanoTime();
			Lease current = this.lease;
			if (current != null && now - current.servesUntil >= 0) {
				this.lease = null;
				current = null;
				happened.add(new SessionEvent.Expired(this.key, this.lastFailure));
			}
			if (current != null) {
				boolean due = now - ((this.failures > 0) ? this.nextTry : current.refreshAt) >= 0;
				if (due && isIdle(now)) {
					this.dozing = true;
				}
				else if (due) {
					started = newCreation();
				}
			}
			else if (retriesByItself(now)) {
				if (this.lastFailure == null || now - this.nextTry >= 0) {
					started = newCreation();
				}
			}
			else {
				this.wanted = false;
				released = this.kind == SlotKind.ON_DEMAND && isIdle(now);
			}
			if (started == null && !released) {
				scheduleNext(now);
			}
		}
		finally {
			this.lock.unlock();
		}
		happened.forEach(this.context.events()::publish);
		if (started != null) {
			start(started);
		}
		if (released) {
			this.onRelease.accept(this);
		}
	}

	private S3ExpressSessionException asSessionException(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof S3ExpressSessionException known) {
			return known;
		}
		return new S3ExpressSessionException(this.key,
				"No session for %s: %s".formatted(this.key.bucket(), CreationFailure.describe(cause)), cause);
	}

	/**
	 * A session with its moments on the monotonic clock. Fields instead of a record's
	 * accessors: this is what the hot path reads.
	 */
	private static final class Lease {

		private final S3ExpressSession session;

		private final long refreshAt;

		private final long servesUntil;

		private final long expires;

		private Lease(S3ExpressSession session, long refreshAt, long servesUntil, long expires) {
			this.session = session;
			this.refreshAt = refreshAt;
			this.servesUntil = servesUntil;
			this.expires = expires;
		}

	}

	private static final class Creation {

		private final CompletableFuture<S3ExpressSession> result = new CompletableFuture<>();

		private final long started;

		private Creation(long started) {
			this.started = started;
		}

	}

}
