/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clocks and timer of a test: time passes when the test says so, and tasks run on its
 * thread, in the order of their moments. Other threads may schedule and cancel meanwhile.
 */
public final class VirtualTime implements SessionClock, SessionTimer {

	// Like System.nanoTime() it may begin anywhere: here the count overflows soon.
	private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(100).toNanos();

	private final Set<Task> tasks = new ConcurrentSkipListSet<>();

	private Instant wallClockAtOrigin = Instant.parse("2026-03-01T12:00:00Z");

	private volatile long elapsed;

	private final AtomicLong count = new AtomicLong();

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
	public void setWallClock(Duration change) {
		this.wallClockAtOrigin = this.wallClockAtOrigin.plus(change);
	}

	public Duration elapsed() {
		return Duration.ofNanos(this.elapsed);
	}

	@Override
	public Runnable schedule(Runnable task, Duration delay) {
		Task scheduled = new Task(this.elapsed + Math.max(delay.toNanos(), 0), this.count.getAndIncrement(), task);
		this.tasks.add(scheduled);
		return () -> this.tasks.remove(scheduled);
	}

	/**
	 * Lets time pass, tasks due included.
	 */
	public void advance(Duration duration) {
		advanceTo(this.elapsed + duration.toNanos());
	}

	/**
	 * Runs what is due right now.
	 */
	public void settle() {
		advanceTo(this.elapsed);
	}

	/**
	 * Lets time pass to the next task, and runs that one alone.
	 * @return whether there was one that is due within the time
	 */
	public boolean step(Duration atMost) {
		return runNext(this.elapsed + atMost.toNanos());
	}

	public int scheduledTasks() {
		return this.tasks.size();
	}

	private void advanceTo(long end) {
		long steps = 0;
		while (runNext(end)) {
			if (++steps > 1_000_000) {
				throw new IllegalStateException("A timer runs hot: a million tasks before " + elapsed());
			}
		}
		this.elapsed = end;
	}

	private boolean runNext(long end) {
		Iterator<Task> inOrder = this.tasks.iterator();
		Task next = inOrder.hasNext() ? inOrder.next() : null;
		if (next == null || next.at > end) {
			return false;
		}
		// Unless it has just been cancelled.
		if (this.tasks.remove(next)) {
			this.elapsed = Math.max(this.elapsed, next.at);
			next.task.run();
		}
		return true;
	}

	private record Task(long at, long order, Runnable task) implements Comparable<Task> {

		@Override
		public int compareTo(Task other) {
			return (this.at != other.at) ? Long.compare(this.at, other.at) : Long.compare(this.order, other.order);
		}

	}

}
