/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;

/**
 * Clocks and timer of a test: time passes when the test says so, and tasks run on its
 * thread, in the order of their moments.
 */
final class VirtualTime implements SessionClock, SessionTimer {

	// Like System.nanoTime() it may begin anywhere: here the count overflows soon.
	private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(100).toNanos();

	private final TreeSet<Task> tasks = new TreeSet<>();

	private Instant wallClockAtOrigin = Instant.parse("2026-03-01T12:00:00Z");

	private long elapsed;

	private long count;

	@Override
	public long nanoTime() {
		return ORIGIN + this.elapsed;
	}

	@Override
	public Instant instant() {
		return this.wallClockAtOrigin.plusNanos(this.elapsed);
	}

	/**
	 * Sets the wall clock, as an administrator or NTP does. Everything else goes on.
	 */
	void setWallClock(Duration change) {
		this.wallClockAtOrigin = this.wallClockAtOrigin.plus(change);
	}

	Duration elapsed() {
		return Duration.ofNanos(this.elapsed);
	}

	@Override
	public Runnable schedule(Runnable task, Duration delay) {
		Task scheduled = new Task(this.elapsed + Math.max(delay.toNanos(), 0), this.count++, task);
		this.tasks.add(scheduled);
		return () -> this.tasks.remove(scheduled);
	}

	/**
	 * Lets time pass, tasks due included.
	 */
	void advance(Duration duration) {
		advanceTo(this.elapsed + duration.toNanos());
	}

	/**
	 * Runs what is due right now.
	 */
	void settle() {
		advanceTo(this.elapsed);
	}

	/**
	 * Lets time pass to the next task, and runs that one alone.
	 * @return whether there was one that is due within the time
	 */
	boolean step(Duration atMost) {
		Task next = next();
		if (next == null || next.at - this.elapsed > atMost.toNanos()) {
			return false;
		}
		run();
		return true;
	}

	int scheduledTasks() {
		return this.tasks.size();
	}

	private void advanceTo(long end) {
		long steps = 0;
		for (Task next = next(); next != null && next.at <= end; next = next()) {
			if (++steps > 1_000_000) {
				throw new IllegalStateException("A timer runs hot: a million tasks before " + elapsed());
			}
			run();
		}
		this.elapsed = end;
	}

	private Task next() {
		return this.tasks.isEmpty() ? null : this.tasks.first();
	}

	private void run() {
		Task next = this.tasks.pollFirst();
		this.elapsed = Math.max(this.elapsed, next.at);
		next.task.run();
	}

	private record Task(long at, long order, Runnable task) implements Comparable<Task> {

		@Override
		public int compareTo(Task other) {
			return (this.at != other.at) ? Long.compare(this.at, other.at) : Long.compare(this.order, other.order);
		}

	}

}
