/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.FleetMark;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.creation.CreationRequest;
import io.github.s3express.session.creation.SessionCreator;
import io.github.s3express.session.creation.SessionTimer;

/**
 * Takes sessions that other instances made, and shares those that are made here. Nothing
 * depends on the store: what it does not answer in time is done without it.
 * <p>
 * All decisions are made on the timer's thread, one after the other. Answers of the store
 * come on threads of the store's, and hop over.
 */
public final class FleetSessionCreator implements SessionCreator {

	private final Fleet fleet;

	private final SessionCreator delegate;

	private final SessionTimer timer;

	private final RandomGenerator random;

	private final UnaryOperator<Duration> servesFor;

	// Who wants to hear of a key.
	private final ConcurrentMap<String, Set<FleetCreation>> waiting = new ConcurrentHashMap<>();

	// Rights that have not been given back.
	private final Set<FleetSessionStore.Lease> leases = ConcurrentHashMap.newKeySet();

	private final Runnable endListening;

	private final Runnable endListeningForReturn;

	private volatile boolean stopped;

	FleetSessionCreator(Fleet fleet, SessionCreator delegate, SessionTimer timer, RandomGenerator random,
			UnaryOperator<Duration> servesFor) {
		this.fleet = fleet;
		this.delegate = delegate;
		this.timer = timer;
		this.random = random;
		this.servesFor = servesFor;
		this.endListening = fleet.store().listen(this::announced);
		this.endListeningForReturn = fleet.store()
			.listenForReturn(() -> fleet.breaker().returned(fleet.clock().nanoTime()));
	}

	@Override
	public CompletableFuture<S3ExpressSession> create(CreationRequest request) {
		if (this.stopped || !this.fleet.shares(request.key())) {
			return this.delegate.create(request);
		}
		FleetCreation creation = new FleetCreation(this, request);
		this.timer.schedule(() -> creation.safely(creation::begin), Duration.ZERO);
		return creation.result();
	}

	@Override
	public void refused(S3ExpressSession session) {
		FleetMark mark = session.fleetMark();
		if (mark != null) {
			this.fleet.refused().add(mark);
			this.timer.schedule(() -> remove(mark), Duration.ZERO);
		}
		this.delegate.refused(session);
	}

	/**
	 * Ends the sharing: gives back the rights that are held, and hears nothing more.
	 */
	public void stop() {
		this.stopped = true;
		this.endListening.run();
		this.endListeningForReturn.run();
		this.leases.forEach(this::giveBack);
	}

	Fleet fleet() {
		return this.fleet;
	}

	SessionCreator delegate() {
		return this.delegate;
	}

	SessionTimer timer() {
		return this.timer;
	}

	double chance() {
		return this.random.nextDouble();
	}

	/**
	 * For how long a session of this life signs requests.
	 */
	Duration servesFor(Duration life) {
		return this.servesFor.apply(life);
	}

	void listen(String storeKey, FleetCreation creation) {
		this.waiting.compute(storeKey, (key, known) -> {
			Set<FleetCreation> all = (known != null) ? known : ConcurrentHashMap.newKeySet(1);
			all.add(creation);
			return all;
		});
	}

	void listenNoMore(String storeKey, FleetCreation creation) {
		this.waiting.computeIfPresent(storeKey, (key, all) -> {
			all.remove(creation);
			return all.isEmpty() ? null : all;
		});
	}

	private void announced(String storeKey) {
		Set<FleetCreation> all = this.waiting.get(storeKey);
		if (all != null) {
			all.forEach((creation) -> this.timer.schedule(() -> creation.safely(creation::announced), Duration.ZERO));
		}
	}

	/**
	 * A right has come.
	 */
	void hold(FleetSessionStore.Lease lease) {
		this.leases.add(lease);
		if (this.stopped) {
			giveBack(lease);
		}
	}

	/**
	 * A right has ended by itself, or with what it was for.
	 */
	void drop(FleetSessionStore.Lease lease) {
		this.leases.remove(lease);
	}

	void giveBack(FleetSessionStore.Lease lease) {
		if (this.leases.remove(lease)) {
			// What does not come to pass is made good by the end of the lease's time.
			stageOf(() -> this.fleet.store().giveBack(lease));
		}
	}

	void remove(FleetMark mark) {
		long now = this.fleet.clock().nanoTime();
		if (!this.fleet.breaker().isOpen() && this.fleet.removals().take(mark.storeKey(), now)) {
			await(() -> this.fleet.store().remove(mark.storeKey(), mark.version()), this.fleet.timing().timeout(),
					new StoreAnswer<>((removed) -> {
						if (removed) {
							this.fleet.counts().removed.increment();
						}
					}, (failure) -> this.fleet.counts().storeFailures.increment()));
		}
	}

	/**
	 * Asks the store something.
	 * @param question the question
	 * @param atMost how long to wait
	 * @param answer what to do with what comes of it, on the timer's thread
	 */
	<T> void await(Supplier<CompletionStage<T>> question, Duration atMost, StoreAnswer<T> answer) {
		AtomicBoolean settled = new AtomicBoolean();
		Runnable cancel = this.timer.schedule(() -> {
			if (settled.compareAndSet(false, true)) {
				answer.failed
					.accept(new TimeoutException("The store did not answer within " + atMost.toMillis() + " ms"));
			}
		}, atMost);
		stageOf(question).whenComplete((value, failure) -> {
			if (failure == null) {
				answer.arrived.accept(value);
			}
			if (settled.compareAndSet(false, true)) {
				this.timer.schedule(() -> {
					cancel.run();
					if (failure == null) {
						answer.use(value);
					}
					else {
						answer.failed.accept(failure);
					}
				}, Duration.ZERO);
			}
			else if (failure == null) {
				answer.late.accept(value);
			}
		});
	}

	private static <T> CompletionStage<T> stageOf(Supplier<CompletionStage<T>> question) {
		try {
			return question.get();
		}
		catch (Throwable ex) {
			// Stores do not throw, but no request shall depend on it.
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * What to do with what the store says.
	 *
	 * @param <T> what it says
	 */
	static final class StoreAnswer<T extends @Nullable Object> {

		private final Consumer<T> came;

		private final Consumer<Throwable> failed;

		private Consumer<T> arrived = (value) -> {
		};

		private Consumer<T> late = (value) -> {
		};

		StoreAnswer(Consumer<T> came, Consumer<Throwable> failed) {
			this.came = came;
			this.failed = failed;
		}

		// What a store makes up must not end a creation without an end.
		private void use(T value) {
			try {
				this.came.accept(value);
			}
			catch (Throwable ex) {
				this.failed.accept(ex);
			}
		}

		/**
		 * Sets what to do at once, on the thread that brings the answer, be it late.
		 */
		StoreAnswer<T> arrived(Consumer<T> arrived) {
			this.arrived = arrived;
			return this;
		}

		/**
		 * Sets what to do with an answer that nobody waits for any more.
		 */
		StoreAnswer<T> late(Consumer<T> late) {
			this.late = late;
			return this;
		}

	}

}
