/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TreeSet;

import io.github.s3express.session.creation.SessionClock;
import io.github.s3express.session.creation.SessionTimer;

/**
 * Clocks and timer in one: time passes when it is told to, and tasks run on the thread
 * that tells it, in the order of their moments. Not thread safe.
 */
public final class VirtualClock implements SessionClock, SessionTimer {

	private static final Instant ORIGIN = Instant.parse("2026-03-01T12:00:00Z");

	private final TreeSet<Task> tasks = new TreeSet<>();

	private long elapsed;

	private long count;

	@Override
	public long nanoTime() {
		return this.elapsed;
	}

	@Override
	public Instant instant() {
		return ORIGIN.plusNanos(this.elapsed);
	}

	/**
	 * This clock for those who want a {@link Clock}.
	 * @return the clock in UTC
	 */
	public Clock asClock() {
		return withZone(ZoneOffset.UTC);
	}

	@Override
	public Runnable schedule(Runnable task, Duration delay) {
		Task scheduled = new Task(this.elapsed + Math.max(delay.toNanos(), 0), this.count++, task);
		this.tasks.add(scheduled);
		return () -> this.tasks.remove(scheduled);
	}

	/**
	 * Lets time pass, tasks due included.
	 * @param moment the nanoseconds since the origin at which to stop
	 */
	public void advanceTo(long moment) {
		while (!this.tasks.isEmpty() && this.tasks.first().at <= moment) {
			Task next = this.tasks.first();
			this.tasks.remove(next);
			this.elapsed = next.at;
			next.task.run();
		}
		this.elapsed = moment;
	}

	private record Task(long at, long order, Runnable task) implements Comparable<Task> {

		@Override
		public int compareTo(Task other) {
			return (this.at != other.at) ? Long.compare(this.at, other.at) : Long.compare(this.order, other.order);
		}

	}

}
