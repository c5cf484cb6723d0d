/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.github.s3express.session.SessionKey;
import io.github.s3express.session.creation.CallLimits;
import io.github.s3express.session.creation.SessionCall;
import io.github.s3express.session.creation.SessionTimer;
import io.github.s3express.session.creation.VirtualTime;

/**
 * What ends with a run of the simulated manager: its timers, and its calls in flight.
 */
final class SimulatedRun {

	private final RunTimer slots;

	private final RunTimer calls;

	private final Set<Flight> inFlight = new HashSet<>();

	private final VirtualTime time;

	private boolean stopped;

	SimulatedRun(VirtualTime time) {
		this.time = time;
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
	 * Checks that hardly more than one call at a time is waited for of each key, and that
	 * there are not too many in all.
	 */
	SessionCall guard(SessionCall service, Consumer<String> fail, CallLimits limits) {
		return (key, atMost) -> {
			Duration now = this.time.elapsed();
			Flight flight = new Flight(key, now);
			this.inFlight.add(flight);
			int waitedFor = 0;
			int ofKey = 0;
			for (Flight other : this.inFlight) {
				boolean given = now.minus(other.since()).compareTo(limits.callTimeout()) >= 0;
				waitedFor += given ? 0 : 1;
				ofKey += (!given && other.key().equals(key)) ? 1 : 0;
			}
			// Two, if the answer of a call came late, when the next had begun already.
			if (ofKey > 2) {
				fail.accept("%d calls in flight for %s".formatted(ofKey, key));
			}
			if (waitedFor > 2 * limits.places() || this.inFlight.size() > limits.mostCalls()) {
				fail.accept(
						"%d calls in flight, of which %d are waited for".formatted(this.inFlight.size(), waitedFor));
			}
			try {
				return service.call(key, atMost).whenComplete((session, failure) -> this.inFlight.remove(flight));
			}
			catch (Error ex) {
				this.inFlight.remove(flight);
				throw ex;
			}
		};
	}

	private record Flight(SessionKey key, Duration since) {

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

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
