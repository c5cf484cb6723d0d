/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionSnapshot;
import io.github.s3express.session.creation.CreationFailure;
import io.github.s3express.session.creation.CreationRequest;

/**
 * One key of the manager. A shell around its {@link SlotState}, which decides everything:
 * this class holds the lock, has the state go on, and carries out what follows, outside
 * of the lock. Only what must keep the order of the states, the timer and the queue of
 * events, is done under it; neither calls anybody.
 * <p>
 * Readers of a usable session take no lock.
 * <p>
 * Longer than other classes, since all that the lock protects is here to be seen at once.
 */
final class SessionSlot {

	// Uses are noted this coarsely, so that readers share the cache line.
	private static final long USE_GRANULARITY = Duration.ofMillis(250).toNanos();

	private static final Runnable NO_TIMER = () -> {
	};

	private final SlotRules rules;

	private final SlotContext context;

	private final SessionSlots owner;

	private final ReentrantLock lock = new ReentrantLock();

	// Written under the lock alone.
	private volatile SlotState state;

	// What readers need of the state.
	private volatile @Nullable Lease lease;

	private volatile boolean dozing;

	private volatile long lastUsed;

	// What those wait for who came while a session was being made.
	private volatile @Nullable SessionInMaking awaited;

	private Runnable cancelTimer = NO_TIMER;

	/**
	 * Creates a slot without a session.
	 * @param key what its sessions are for
	 * @param kind how much it matters
	 * @param context what it works with
	 * @param owner holds it, and takes it out when it has ended by itself
	 */
	SessionSlot(SessionKey key, SlotKind kind, SlotContext context, SessionSlots owner) {
		this.rules = new SlotRules(key, kind, context.timing());
		this.context = context;
		this.owner = owner;
		long now = now();
		// Not used yet: a session that is made at this moment counts as used only if
		// somebody asks for it.
		this.lastUsed = now - 1;
		this.state = SlotState.initial(this.rules, now);
	}

	SessionKey key() {
		return this.rules.key();
	}

	boolean isEvictable() {
		return this.rules.kind().isEvictable() && this.state.creation() == null;
	}

	long lastUsed() {
		return this.lastUsed;
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
				on(new SlotInput.Use());
			}
		}
		return current.session;
	}

	/**
	 * The session in use, if it still lives this long. Not for the hot path.
	 */
	@Nullable S3ExpressSession usable(Duration minimumLife) {
		Lease current = this.lease;
		long now = now();
		return (current != null && current.expires - now >= minimumLife.toNanos()) ? usable(now) : null;
	}

	/**
	 * The session in use, usable or not.
	 */
	@Nullable S3ExpressSession current() {
		Lease current = this.lease;
		return (current != null) ? current.session : null;
	}

	/**
	 * The session in use, or the one that is being made. Starts a creation if there is
	 * neither, unless one failed a moment ago: then that failure is the answer.
	 * @param minimumLife how long the session should live. If the service just gave one
	 * that never lives so long, that one is the answer
	 * @return the session to come, or {@code null} if the slot has been closed
	 */
	@Nullable CompletableFuture<S3ExpressSession> obtain(Duration minimumLife) {
		return await(new SlotInput.Ask(minimumLife));
	}

	/**
	 * Makes a new session now, or joins the one that is being made. The old session
	 * serves meanwhile.
	 * @return the session to come, or {@code null} if the slot has been closed
	 */
	@Nullable CompletableFuture<S3ExpressSession> refresh() {
		return await(new SlotInput.Order());
	}

	/**
	 * The service took the session for good in a request.
	 */
	void served(S3ExpressSession session) {
		Lease current = this.lease;
		if (current != null && current.session == session && !current.served) {
			on(new SlotInput.Serve(session));
		}
	}

	/**
	 * Uses a session no more, if it is the one in use.
	 * @return whether it was
	 */
	boolean invalidate(S3ExpressSession session) {
		return on(new SlotInput.Refuse(session)) == SlotReply.Plain.DONE;
	}

	/**
	 * Drops the session and makes none until somebody asks for one. A creation in flight
	 * goes on for those who wait for it.
	 */
	void letGo() {
		on(new SlotInput.LetGo());
	}

	/**
	 * Ends the slot unless a session is being made.
	 * @return whether this call ended it
	 */
	boolean retire() {
		return on(new SlotInput.Retire()) == SlotReply.Plain.DONE;
	}

	/**
	 * Ends the slot: nothing is scheduled any more, and whoever waits is told.
	 */
	void close() {
		on(new SlotInput.Close());
	}

	SessionSnapshot snapshot() {
		return SlotView.of(this.state, now(), this.lastUsed);
	}

	SlotState state() {
		return this.state;
	}

	private long now() {
		return this.context.clock().nanoTime();
	}

	private SlotReply on(SlotInput input) {
		List<Runnable> outside = new ArrayList<>();
		SlotReply reply;
		this.lock.lock();
		try {
			reply = step(input, outside);
		}
		finally {
			this.lock.unlock();
		}
		carryOut(outside);
		return reply;
	}

	private @Nullable CompletableFuture<S3ExpressSession> await(SlotInput input) {
		List<Runnable> outside = new ArrayList<>();
		CompletableFuture<S3ExpressSession> answer = null;
		this.lock.lock();
		try {
			SlotReply reply = step(input, outside);
			if (reply instanceof SlotReply.Now here) {
				answer = CompletableFuture.completedFuture(here.session());
			}
			else if (reply instanceof SlotReply.Not not) {
				answer = CompletableFuture.failedFuture(not.cause());
			}
			else if (reply == SlotReply.Plain.LATER) {
				SessionInMaking making = this.awaited;
				if (making == null) {
					making = new SessionInMaking();
					this.awaited = making;
				}
				answer = making.joined();
			}
		}
		finally {
			this.lock.unlock();
		}
		carryOut(outside);
		return answer;
	}

	private void carryOut(List<Runnable> outside) {
		outside.forEach(Runnable::run);
		this.context.events().deliver(this.context.listeners());
	}

	private SlotReply step(SlotInput input, List<Runnable> outside) {
		long now = now();
		if (input instanceof SlotInput.Ask) {
			this.lastUsed = now;
		}
		long used = this.lastUsed;
		SlotStep step = this.state.on(input, new SlotMoment(now, used, this.context.chance()));
		boolean changed = step.next() != this.state;
		this.state = step.next();
		for (SlotEffect effect : step.effects()) {
			prepare(effect, outside);
		}
		if (changed) {
			publish();
		}
		if (changed || input instanceof SlotInput.Wake) {
			setTimer(now);
		}
		if (this.dozing && this.lastUsed != used) {
			// A reader came while it was decided that there are none, and could not see
			// it.
			step(new SlotInput.Use(), outside);
		}
		return step.reply();
	}

	private void publish() {
		Lease before = this.lease;
		Lease after = this.state.lease();
		this.lease = after;
		this.dozing = this.state.dozing();
		S3ExpressSession old = (before != null) ? before.session : null;
		S3ExpressSession current = (after != null) ? after.session : null;
		if (old != current) {
			this.owner.replaced(this, old, current);
		}
	}

	private void setTimer(long now) {
		this.cancelTimer.run();
		Long at = this.state.wakeAt(now, this.lastUsed);
		this.cancelTimer = (at != null)
				? this.context.timer().schedule(() -> on(new SlotInput.Wake()), Duration.ofNanos(Math.max(at - now, 0)))
				: NO_TIMER;
	}

	private void prepare(SlotEffect effect, List<Runnable> outside) {
		if (effect instanceof SlotEffect.Tell tell) {
			this.context.events().add(tell.event());
		}
		else if (effect instanceof SlotEffect.Refused refused) {
			// Under the lock, so that it is known before anybody else has another made.
			this.context.creator().refused(refused.session());
		}
		else if (effect instanceof SlotEffect.Start start) {
			outside.add(() -> start(start.creation()));
		}
		else if (effect instanceof SlotEffect.Answer answer) {
			CompletableFuture<S3ExpressSession> waiting = takeAwaited();
			if (waiting != null) {
				outside.add(() -> waiting.complete(answer.session()));
			}
		}
		else if (effect instanceof SlotEffect.Disappoint disappoint) {
			CompletableFuture<S3ExpressSession> waiting = takeAwaited();
			if (waiting != null) {
				outside.add(() -> waiting.completeExceptionally(disappoint.cause()));
			}
		}
		else if (effect instanceof SlotEffect.Look) {
			outside.add(() -> this.context.credentials().look(this.rules.key(), () -> on(new SlotInput.Credentials())));
		}
		else if (effect instanceof SlotEffect.End) {
			this.context.credentials().forget(this.rules.key());
			outside.add(() -> this.owner.remove(this));
		}
	}

	private @Nullable SessionInMaking takeAwaited() {
		SessionInMaking waiting = this.awaited;
		this.awaited = null;
		return waiting;
	}

	// The creator may answer at once, on this thread.
	private void start(SlotCreation started) {
		CompletableFuture<S3ExpressSession> answer;
		try {
			answer = this.context.creator().create(request(started));
		}
		catch (Throwable ex) {
			// An Error too, such as no more threads: the slot must not wait for ever.
			answer = CompletableFuture.failedFuture(ex);
		}
		answer.whenComplete((session, failure) -> {
			if (failure == null) {
				on(new SlotInput.Made(started, session, this.context.clock().instant()));
			}
			else if (failure instanceof CancellationException) {
				withdrawn(started);
			}
			else {
				S3ExpressSessionException cause = CreationFailure.asSessionException(this.rules.key(), failure);
				on(new SlotInput.Fail(started, cause));
			}
		});
	}

	private CreationRequest request(SlotCreation started) {
		SlotState at = this.state;
		Lease held = at.lease();
		return new CreationRequest(this.rules.key(), priority(started), () -> isWanted(started),
				() -> isAwaited(started), started.minimumLife(), (held != null) ? held.session : null,
				held == null || at.failures().inARow() > 0);
	}

	// It has left the queue, since nobody waited for it any more: that is no failure.
	private void withdrawn(SlotCreation creation) {
		List<Runnable> outside = new ArrayList<>();
		this.lock.lock();
		try {
			step(new SlotInput.Withdraw(creation, isWanted(creation)), outside);
		}
		finally {
			this.lock.unlock();
		}
		carryOut(outside);
	}

	private CreationRequest.Priority priority(SlotCreation creation) {
		if (!this.rules.kind().isEvictable()) {
			return CreationRequest.Priority.CONFIGURED;
		}
		return creation.asked() ? CreationRequest.Priority.ON_DEMAND : CreationRequest.Priority.REFRESH;
	}

	private boolean isWanted(SlotCreation creation) {
		return isUnderWay(creation)
				&& (priority(creation) != CreationRequest.Priority.ON_DEMAND || isAwaited(creation));
	}

	private boolean isAwaited(SlotCreation creation) {
		SessionInMaking making = this.awaited;
		return isUnderWay(creation) && making != null && making.isWaitedFor();
	}

	private boolean isUnderWay(SlotCreation creation) {
		SlotCreation current = this.state.creation();
		return current != null && current.number() == creation.number();
	}

}
