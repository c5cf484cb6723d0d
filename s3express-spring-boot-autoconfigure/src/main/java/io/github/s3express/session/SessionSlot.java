/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.time.Instant;
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

	// For so long the service is taken to give no longer sessions than it just did when
	// asked for one.
	private static final Duration SHORT_LIFE_MEMORY = Duration.ofSeconds(10);

	// Uses are noted this coarsely, so that readers share the cache line.
	private static final long USE_GRANULARITY = Duration.ofMillis(250).toNanos();

	private static final Runnable NO_TIMER = () -> {
	};

	private final SessionKey key;

	private final SlotKind kind;

	private final SlotContext context;

	private final Consumer<SessionSlot> onEnd;

	private final ReentrantLock lock = new ReentrantLock();

	private final SlotFailures failures = new SlotFailures();

	private volatile @Nullable Lease lease;

	private volatile long lastUsed;

	// Set while a session that is due for refresh is left alone because nobody uses it.
	private volatile boolean dozing;

	private @Nullable Creation creation;

	private @Nullable Instant lastMade;

	// Whether the key is to have a session: from the first that is asked for until it is
	// let go.
	private boolean wanted;

	private boolean closed;

	private Runnable cancelTimer = NO_TIMER;

	/**
	 * Creates a slot without a session.
	 * @param key what its sessions are for
	 * @param kind how much it matters
	 * @param context what it works with
	 * @param onEnd takes it out when it has ended by itself
	 */
	SessionSlot(SessionKey key, SlotKind kind, SlotContext context, Consumer<SessionSlot> onEnd) {
		this.key = key;
		this.kind = kind;
		this.context = context;
		this.onEnd = onEnd;
		this.lastUsed = now();
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
	 * The session in use, if it still serves.
	 */
	@Nullable S3ExpressSession usable() {
		return usable(now());
	}

	/**
	 * The session in use, if it still serves. The hot path.
	 */
	@Nullable S3ExpressSession usable(long now) {
		Lease current = this.lease;
		if (current == null || !current.serves(now)) {
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
		boolean livesLongEnough = current != null && current.expires - now() >= minimumLife.toNanos();
		return livesLongEnough ? usable() : null;
	}

	/**
	 * The session in use, or the one that is being made. Starts a creation if there is
	 * neither, unless one failed a moment ago: then that failure is the answer.
	 * @param minimumLife how long the session should live. If the service just gave one
	 * that never lives so long, that one is the answer
	 * @return the session to come, or {@code null} if the slot has been closed
	 */
	@Nullable CompletableFuture<S3ExpressSession> obtain(Duration minimumLife) {
		Creation started;
		this.lock.lock();
		try {
			long now = now();
			keepIfReplacementIsLate(now);
			S3ExpressSession session = usable(minimumLife);
			if (session == null && isTooShortAnyway(minimumLife, now)) {
				session = usable();
			}
			if (session != null) {
				return CompletableFuture.completedFuture(session);
			}
			if (this.closed) {
				return null;
			}
			this.lastUsed = now;
			if (this.creation != null) {
				return this.creation.result;
			}
			S3ExpressSessionException failure = this.failures.standing(now);
			if (failure != null) {
				return CompletableFuture.failedFuture(failure);
			}
			started = newCreation(now, minimumLife);
		}
		finally {
			this.lock.unlock();
		}
		start(started);
		return started.result;
	}

	// The replacement began in time, but the threshold was there first.
	private void keepIfReplacementIsLate(long now) {
		Lease current = this.lease;
		if (current != null && this.creation != null && !current.serves(now)) {
			keepToItsEnd();
		}
	}

	// The threshold spares requests a refusal. Better that than no session.
	private void keepToItsEnd() {
		if (this.lease != null) {
			this.lease = this.lease.toItsEnd();
		}
	}

	private boolean isTooShortAnyway(Duration minimumLife, long now) {
		Lease current = this.lease;
		return current != null && current.shorterThanAsked && current.session.life().compareTo(minimumLife) < 0
				&& now - current.session.receivedNanos() < SHORT_LIFE_MEMORY.toNanos();
	}

	/**
	 * Makes a new session now, or joins the one that is being made. The old session
	 * serves meanwhile. Somebody has asked for this, so it waits for no interval between
	 * tries.
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
			started = newCreation(now(), Duration.ZERO);
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
			long now = now();
			this.lease = null;
			this.dozing = false;
			boolean soon = now - session.receivedNanos() < REFUSAL_MEMORY.toNanos();
			this.failures.refused(this.key, soon, now, this.context);
			this.context.events().add(new SessionEvent.Invalidated(this.key));
			scheduleNext(now);
		}
		finally {
			this.lock.unlock();
		}
		this.context.events().deliver();
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
			if (this.closed) {
				return;
			}
			this.lease = null;
			this.wanted = this.creation != null;
			this.dozing = false;
			this.failures.forget();
			this.context.events().add(new SessionEvent.Released(this.key));
			scheduleNext(now());
		}
		finally {
			this.lock.unlock();
		}
		this.context.events().deliver();
	}

	/**
	 * Ends the slot unless a session is being made.
	 * @return whether this call ended it
	 */
	boolean retire() {
		this.lock.lock();
		try {
			if (this.closed || this.creation != null) {
				return false;
			}
			end();
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
			end();
			abandoned = this.creation;
			this.creation = null;
		}
		finally {
			this.lock.unlock();
		}
		if (abandoned != null) {
			abandoned.result.completeExceptionally(S3ExpressSessionException.stopped(this.key, null));
		}
	}

	SessionSnapshot snapshot() {
		this.lock.lock();
		try {
			long now = now();
			Lease held = this.lease;
			Lease serving = (held != null && held.serves(now)) ? held : null;
			S3ExpressSession session = (serving != null) ? serving.session : null;
			S3ExpressSessionException failure = this.failures.last();
			return new SessionSnapshot(this.key,
					(serving != null) ? freshness(serving, now) : freshnessWithoutSession(),
					(session != null) ? session.created() : null, (session != null) ? session.expires() : null,
					(serving != null) ? Duration.ofNanos(serving.expires - now) : null, this.lastMade,
					this.failures.inARow(), (failure != null) ? failure.getMessage() : null,
					this.kind == SlotKind.KEPT_WARM, (session != null) ? session.encryption() : null);
		}
		finally {
			this.lock.unlock();
		}
	}

	private SessionFreshness freshness(Lease serving, long now) {
		if (this.failures.inARow() > 0) {
			return SessionFreshness.STALE;
		}
		if (this.creation != null) {
			return SessionFreshness.REFRESHING;
		}
		return (now - serving.refreshAt >= 0 && isIdle(now)) ? SessionFreshness.IDLE : SessionFreshness.FRESH;
	}

	private SessionFreshness freshnessWithoutSession() {
		boolean made = this.lastMade != null;
		if (this.failures.last() != null) {
			return made ? SessionFreshness.EXPIRED : SessionFreshness.FAILED;
		}
		if (this.creation != null) {
			return made ? SessionFreshness.REFRESHING : SessionFreshness.PENDING;
		}
		return made ? SessionFreshness.IDLE : SessionFreshness.PENDING;
	}

	private long now() {
		return this.context.clock().nanoTime();
	}

	private boolean isIdle(long now) {
		return this.kind != SlotKind.KEPT_WARM && now - this.lastUsed >= this.context.policy().idleTimeout().toNanos();
	}

	private void end() {
		this.closed = true;
		this.lease = null;
		this.cancelTimer.run();
		this.cancelTimer = NO_TIMER;
	}

	private Creation newCreation(long now, Duration minimumLife) {
		this.wanted = true;
		this.dozing = false;
		Creation started = new Creation(now, minimumLife);
		this.creation = started;
		return started;
	}

	// Outside the lock: the creator may answer at once, on this thread.
	private void start(Creation started) {
		CompletableFuture<S3ExpressSession> answer;
		try {
			answer = this.context.creator().create(this.key);
		}
		catch (Throwable ex) {
			// An Error too, such as no more threads: the slot must not wait for ever.
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
		this.lock.lock();
		try {
			if (this.creation != finished) {
				return;
			}
			long now = now();
			endIfLapsed(now);
			Duration took = Duration.ofNanos(now - finished.started);
			boolean first = this.lease == null;
			this.context.events()
				.add(first ? new SessionEvent.Created(this.key, session.expires(), took)
						: new SessionEvent.Refreshed(this.key, session.expires(), took, this.failures.inARow()));
			// An outage ends for all instances at one moment, as a deployment begins.
			boolean madeWithOthers = first || this.failures.inARow() > 0;
			this.lease = Lease.of(session, this.context.policy(), this.context.chance(), madeWithOthers,
					finished.minimumLife);
			this.lastMade = this.context.clock().instant();
			this.creation = null;
			this.failures.ended();
			scheduleNext(now);
		}
		finally {
			this.lock.unlock();
		}
		this.context.events().deliver();
		finished.result.complete(session);
	}

	private void failed(Creation finished, Throwable failure) {
		S3ExpressSessionException cause = asSessionException(failure);
		this.lock.lock();
		try {
			if (this.creation != finished) {
				return;
			}
			long now = now();
			keepToItsEnd();
			endIfLapsed(now);
			Duration took = Duration.ofNanos(now - finished.started);
			this.creation = null;
			int inARow = this.failures.count(cause);
			Lease current = this.lease;
			RefreshPolicy policy = this.context.policy();
			if (current != null) {
				Duration left = Duration.ofNanos(current.servesUntil - now);
				this.failures.tryAgainAt(now + policy.retryAfter(left, this.context.chance()).toNanos());
				this.context.events().add(new SessionEvent.RefreshFailed(this.key, cause, took, inARow, left));
			}
			else {
				Duration wait = policy.retryWithoutSessionAfter(inARow, cause.isPassing(), this.context.chance());
				this.failures.tryAgainAt(now + wait.toNanos());
				this.context.events().add(new SessionEvent.CreationFailed(this.key, cause, took, inARow));
			}
			scheduleNext(now);
		}
		finally {
			this.lock.unlock();
		}
		this.context.events().deliver();
		finished.result.completeExceptionally(cause);
	}

	private void endIfLapsed(long now) {
		Lease current = this.lease;
		if (current != null && !current.serves(now)) {
			this.lease = null;
			this.context.events().add(new SessionEvent.Expired(this.key, this.failures.last()));
		}
	}

	/**
	 * Sets the timer to the next moment at which there is something to decide.
	 */
	private void scheduleNext(long now) {
		this.cancelTimer.run();
		this.cancelTimer = NO_TIMER;
		if (this.closed || this.creation != null) {
			return;
		}
		Lease current = this.lease;
		long wait;
		if (current != null) {
			long end = current.servesUntil - now;
			wait = this.dozing ? end : Math.min(untilRefresh(current, now), end);
		}
		else if (retriesByItself(now)) {
			wait = (this.failures.last() != null) ? this.failures.nextTry() - now : 0;
		}
		else if (this.kind == SlotKind.ON_DEMAND) {
			wait = this.lastUsed + this.context.policy().idleTimeout().toNanos() - now;
		}
		else {
			return;
		}
		this.cancelTimer = this.context.timer().schedule(this::wake, Duration.ofNanos(Math.max(wait, 0)));
	}

	private long untilRefresh(Lease current, long now) {
		return ((this.failures.last() != null) ? this.failures.nextTry() : current.refreshAt) - now;
	}

	// Of keys whose bucket is not configured, only those that once had a session are
	// retried when nobody asks, and only after failures that may pass: the bucket may not
	// exist any more, nor the credentials.
	private boolean retriesByItself(long now) {
		if (!this.wanted || isIdle(now)) {
			return false;
		}
		S3ExpressSessionException failure = this.failures.last();
		return this.kind != SlotKind.ON_DEMAND || (this.lastMade != null && (failure == null || failure.isPassing()));
	}

	private void wakeUp() {
		this.lock.lock();
		try {
			this.dozing = false;
			scheduleNext(now());
		}
		finally {
			this.lock.unlock();
		}
	}

	private void wake() {
		Creation started = null;
		boolean ended = false;
		this.lock.lock();
		try {
			if (this.closed || this.creation != null) {
				return;
			}
			long now = now();
			endIfLapsed(now);
			Lease current = this.lease;
			if (current != null) {
				if (untilRefresh(current, now) <= 0) {
					if (isIdle(now)) {
						doze();
					}
					else {
						started = newCreation(now, Duration.ZERO);
					}
				}
			}
			else if (retriesByItself(now)) {
				if (this.failures.standing(now) == null) {
					started = newCreation(now, Duration.ZERO);
				}
			}
			else if (isIdle(now)) {
				this.wanted = false;
				this.failures.forget();
				ended = this.kind == SlotKind.ON_DEMAND;
			}
			if (ended) {
				end();
			}
			else {
				scheduleNext(now);
			}
		}
		finally {
			this.lock.unlock();
		}
		if (ended) {
			this.onEnd.accept(this);
		}
		if (!this.context.events().isEmpty()) {
			this.context.listeners().execute(this.context.events()::deliver);
		}
		if (started != null) {
			start(started);
		}
	}

	private void doze() {
		this.dozing = true;
		this.failures.forget();
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

	private static final class Creation {

		private final CompletableFuture<S3ExpressSession> result = new CompletableFuture<>();

		private final long started;

		private final Duration minimumLife;

		private Creation(long started, Duration minimumLife) {
			this.started = started;
			this.minimumLife = minimumLife;
		}

	}

}
