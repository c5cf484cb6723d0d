/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What ends with a run of the simulated manager: its timers, and its calls in flight.
 */
final class SimulatedRun {

	private final RunTimer slots;

	private final RunTimer calls;

	private final Set<SessionKey> inFlight = new HashSet<>();

	private boolean stopped;

	SimulatedRun(VirtualTime time) {
		this.slots = new RunTimer(time);
		this.calls = new RunTimer(time);
	}

	/**
	 * The timer of slots and waiters, on which nothing may be left at the end.
	 */
	RunTimer slots() {
		return this.slots;
	}

	/**
	 * The timer of calls, which stops with the run.
	 */
	RunTimer calls() {
		return this.calls;
	}

	void stop() {
		this.stopped = true;
	}

	/**
	 * Checks that there is one call for each key and not too many in all.
	 */
	SessionCreator guard(SessionCreator service, Consumer<String> fail, int maxConcurrent) {
		return (key) -> {
			if (!this.inFlight.add(key)) {
				fail.accept("two calls in flight for " + key);
			}
			if (this.inFlight.size() > maxConcurrent) {
				fail.accept("%d calls in flight".formatted(this.inFlight.size()));
			}
			try {
				return service.create(key).whenComplete((session, failure) -> this.inFlight.remove(key));
			}
			catch (Error ex) {
				this.inFlight.remove(key);
				throw ex;
			}
		};
	}

	final class RunTimer implements SessionTimer {

		private final VirtualTime time;

		private int live;

		private RunTimer(VirtualTime time) {
			this.time = time;
		}

		int live() {
			return this.live;
		}

		@Override
		public Runnable schedule(Runnable task, Duration delay) {
			if (SimulatedRun.this.stopped) {
				return () -> {
				};
			}
			Scheduled scheduled = new Scheduled(task);
			this.live++;
			Runnable cancel = this.time.schedule(scheduled, delay);
			return () -> {
				if (scheduled.pending) {
					scheduled.pending = false;
					this.live--;
					cancel.run();
				}
			};
		}

		private final class Scheduled implements Runnable {

			private final Runnable task;

			private boolean pending = true;

			private Scheduled(Runnable task) {
				this.task = task;
			}

			@Override
			public void run() {
				this.pending = false;
				RunTimer.this.live--;
				if (!SimulatedRun.this.stopped) {
					this.task.run();
				}
			}

		}

	}

}
