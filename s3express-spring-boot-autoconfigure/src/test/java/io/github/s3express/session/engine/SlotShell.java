/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.creation.CreationRequest;
import io.github.s3express.session.creation.SessionClock;
import io.github.s3express.session.creation.SessionTimer;

/**
 * The slot that applications use, for Lincheck to act on from several threads. The clock
 * stands still meanwhile.
 */
@Param(name = "number", gen = IntGen.class, conf = "1:3")
public class SlotShell implements SlotOperations, SessionClock, SessionTimer {

	private final AtomicReferenceArray<S3ExpressSession> sessions = new AtomicReferenceArray<>(16);

	private final AtomicReference<CompletableFuture<S3ExpressSession>> creation = new AtomicReference<>();

	private final Queue<CompletableFuture<S3ExpressSession>> handedOut = new ConcurrentLinkedQueue<>();

	private final Queue<SessionEvent> events = new ConcurrentLinkedQueue<>();

	private final SessionSlots slots;

	private final SessionSlot slot;

	private volatile long now;

	private volatile Wakening wakening;

	SlotShell(Phase phase) {
		SessionEvents published = new SessionEvents();
		published.addListener(this.events::add);
		RandomGenerator half = ManagerFixture.HALF;
		this.slots = new SessionSlots(10, new SlotContext(this::create, RULES.timing(), this, this, half, published,
				Runnable::run, new CredentialsWatch(Runnable::run)));
		this.slot = this.slots.findOrAdd(KEY, RULES.kind());
		phase.reach(this);
	}

	private CompletableFuture<S3ExpressSession> create(CreationRequest request) {
		return new Creation();
	}

	@Operation
	@Override
	public String ask() {
		return describe(this.slot.obtain(Duration.ZERO));
	}

	@Operation
	@Override
	public String order() {
		return describe(this.slot.refresh());
	}

	private String describe(CompletableFuture<S3ExpressSession> answer) {
		if (answer == null) {
			return SlotReply.Plain.CLOSED.toString();
		}
		if (answer instanceof SessionInMaking) {
			this.handedOut.add(answer);
			return SlotReply.Plain.LATER.toString();
		}
		return answer.isCompletedExceptionally() ? "failed" : SlotOperations.name(answer.join());
	}

	@Operation
	@Override
	public String hit() {
		S3ExpressSession session = this.slot.usable(this.now);
		return (session != null) ? SlotOperations.name(session) : "none";
	}

	@Operation
	@Override
	public void serve(@Param(name = "number") int number) {
		S3ExpressSession session = this.sessions.get(number);
		if (session != null) {
			this.slot.served(session);
		}
	}

	@Operation
	@Override
	public boolean refuse(@Param(name = "number") int number) {
		S3ExpressSession session = this.sessions.get(number);
		return session != null && this.slot.invalidate(session);
	}

	@Operation
	@Override
	public void letGo() {
		this.slot.letGo();
	}

	@Operation
	@Override
	public boolean retire() {
		return this.slot.retire();
	}

	@Operation
	@Override
	public void close() {
		this.slot.close();
	}

	@Operation
	@Override
	public void answer() {
		end((future, number) -> {
			S3ExpressSession session = SlotOperations.session(number, this.now);
			this.sessions.set(number, session);
			future.complete(session);
		});
	}

	@Operation
	@Override
	public void fail() {
		end((future, number) -> future.completeExceptionally(FAILURE));
	}

	@Operation
	@Override
	public void withdraw() {
		end((future, number) -> future.completeExceptionally(new CancellationException()));
	}

	// A creation is called for outside of the slot's lock, so that another thread may
	// know of it before.
	private void end(Ending ending) {
		for (SlotCreation current = running(); current != null; current = running()) {
			CompletableFuture<S3ExpressSession> future = this.creation.getAndSet(null);
			if (future != null) {
				ending.end(future, current.number());
				return;
			}
			Thread.onSpinWait();
		}
	}

	private SlotCreation running() {
		SlotCreation current = this.slot.state().creation();
		return (current != null && current.running()) ? current : null;
	}

	@Operation
	@Override
	public void wake() {
		Wakening set = this.wakening;
		if (set != null) {
			set.task.run();
		}
	}

	@Operation
	@Override
	public String view() {
		return SlotOperations.describe(this.slot.state());
	}

	/**
	 * Once all have acted, nothing is left over and all that is known twice agrees.
	 */
	@Validate
	public void validate() {
		SlotState state = this.slot.state();
		Lease lease = state.lease();
		check(state.creation() != null || this.handedOut.stream().allMatch(CompletableFuture::isDone),
				"somebody waits for nothing");
		check(this.slot.current() == ((lease != null) ? lease.session : null), "readers see another session");
		check(lease == null || this.slots.find(KEY.bucket().value(), SlotOperations.name(lease.session)) == this.slot,
				"a refusal of the session would not be understood");
		check(!state.closed() || this.wakening == null || this.wakening.cancelled, "the timer outlives the slot");
		Long wakeAt = state.wakeAt(this.now, this.slot.lastUsed());
		check(wakeAt == null || (this.wakening != null && !this.wakening.cancelled
				&& (this.wakening.at == wakeAt || wakeAt <= this.now)), "the timer is set for another moment");
		check(!state.dozing() || lease == null || state.failures().last() != null
				|| state.isUnneeded(lease, this.now, this.slot.lastUsed()), "a session in use is left alone");
		checkEvents();
	}

	private void checkEvents() {
		boolean held = false;
		for (SessionEvent event : this.events) {
			if (event instanceof SessionEvent.Created || event instanceof SessionEvent.Refreshed) {
				check(held == event instanceof SessionEvent.Refreshed, "events out of order: " + this.events);
				held = true;
			}
			else if (event instanceof SessionEvent.Expired || event instanceof SessionEvent.Invalidated
					|| event instanceof SessionEvent.Released) {
				held = false;
			}
		}
	}

	private static void check(boolean holds, String problem) {
		if (!holds) {
			throw new IllegalStateException(problem);
		}
	}

	@Override
	public void now(Duration now) {
		this.now = now.toNanos();
	}

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public Instant instant() {
		return Instant.EPOCH;
	}

	@Override
	public Runnable schedule(Runnable task, Duration delay) {
		Wakening set = new Wakening(task, this.now + delay.toNanos());
		this.wakening = set;
		return () -> set.cancelled = true;
	}

	/**
	 * A creation that can be ended from the moment on at which the slot would hear of it.
	 */
	private final class Creation extends CompletableFuture<S3ExpressSession> {

		@Override
		public CompletableFuture<S3ExpressSession> whenComplete(
				BiConsumer<? super S3ExpressSession, ? super Throwable> action) {
			CompletableFuture<S3ExpressSession> heard = super.whenComplete(action);
			SlotShell.this.creation.set(this);
			return heard;
		}

		@Override
		public <U> CompletableFuture<U> newIncompleteFuture() {
			return new CompletableFuture<>();
		}

	}

	private interface Ending {

		void end(CompletableFuture<S3ExpressSession> future, int number);

	}

	private static final class Wakening {

		private final Runnable task;

		private final long at;

		private volatile boolean cancelled;

		private Wakening(Runnable task, long at) {
			this.task = task;
			this.at = at;
		}

	}

}
