/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Lines on their way from threads that log to the one that ships. It never holds more
 * than its capacity, and nobody waits for room longer than once the longest wait, however
 * long nothing moves.
 */
final class EventQueue {

	private final BlockingQueue<Line> lines;

	private final Duration maxWait;

	private final AtomicInteger missing = new AtomicInteger();

	private final AtomicLong dropped = new AtomicLong();

	private volatile boolean stuck;

	EventQueue(int capacity, Duration maxWait) {
		this.lines = new ArrayBlockingQueue<>(capacity);
		this.maxWait = maxWait;
	}

	/**
	 * Adds a line, or counts it as dropped.
	 * @param bytes the line
	 * @param mayWait whether the caller may be held up
	 */
	void add(byte[] bytes, boolean mayWait) {
		Line line = new Line(bytes, missing());
		if (!this.lines.offer(line) && !(mayWait && !this.stuck && waitFor(line))) {
			this.missing.addAndGet(line.missing() + 1);
			this.dropped.incrementAndGet();
		}
	}

	private boolean waitFor(Line line) {
		try {
			boolean added = this.lines.offer(line, this.maxWait.toNanos(), TimeUnit.NANOSECONDS);
			this.stuck = !added;
			return added;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Takes the next line.
	 * @return the line, or {@code null} if none has come
	 */
	@Nullable Line poll(Duration wait) throws InterruptedException {
		Line line = this.lines.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
		this.stuck = false;
		return line;
	}

	/**
	 * How many lines were dropped since one was added; tells it once.
	 */
	int missing() {
		return this.missing.getAndSet(0);
	}

	boolean isEmpty() {
		return this.lines.isEmpty();
	}

	/**
	 * Counts what is left, and what could not be shipped, as dropped.
	 */
	void drop(int more) {
		int left = 0;
		while (this.lines.poll() != null) {
			left++;
		}
		this.dropped.addAndGet(left + more);
	}

	long dropped() {
		return this.dropped.get();
	}

	/**
	 * A line.
	 *
	 * @param bytes the line
	 * @param missing how many were dropped before it
	 */
	record Line(byte[] bytes, int missing) {

	}

}
