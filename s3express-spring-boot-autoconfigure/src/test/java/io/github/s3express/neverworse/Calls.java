/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Counts the calls of a scenario that fail, and how long their threads were held up.
 */
final class Calls {

	private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

	private final AtomicInteger failed = new AtomicInteger();

	private final AtomicLong busyNanos = new AtomicLong();

	private final AtomicLong waitedNanos = new AtomicLong();

	private final Collection<CompletableFuture<?>> begun = new ConcurrentLinkedQueue<>();

	/**
	 * Makes a call that ought to succeed.
	 */
	void make(Runnable call) {
		if (!succeeds(call)) {
			this.failed.incrementAndGet();
		}
	}

	/**
	 * Makes a call that cannot succeed, whoever makes it. Only its time counts.
	 */
	void makeInVain(Runnable call) {
		if (succeeds(call)) {
			throw new IllegalStateException("The scenario means this call to fail, but it succeeded");
		}
	}

	private boolean succeeds(Runnable call) {
		long began = System.nanoTime();
		try {
			call.run();
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
		finally {
			this.busyNanos.addAndGet(System.nanoTime() - began);
		}
	}

	/**
	 * Begins a call that ought to succeed. Its thread is held up until there is a future.
	 */
	void begin(Supplier<CompletableFuture<?>> call) {
		long began = System.nanoTime();
		try {
			this.begun.add(call.get());
		}
		catch (RuntimeException ex) {
			this.begun.add(CompletableFuture.failedFuture(ex));
		}
		this.busyNanos.addAndGet(System.nanoTime() - began);
	}

	/**
	 * Begins a call, and cancels it.
	 */
	void beginAndGiveUp(Supplier<CompletableFuture<?>> call) {
		long began = System.nanoTime();
		call.get().cancel(true);
		this.busyNanos.addAndGet(System.nanoTime() - began);
	}

	/**
	 * Waits for the calls that have begun, and counts those that fail.
	 */
	void awaitAnswers() {
		awaitAnswers(true);
	}

	/**
	 * Waits for the calls that have begun, none of which can succeed, whoever makes it.
	 */
	void awaitInVain() {
		awaitAnswers(false);
	}

	private void awaitAnswers(boolean mayCount) {
		long began = System.nanoTime();
		for (CompletableFuture<?> call : this.begun) {
			if (answer(call)) {
				if (!mayCount) {
					throw new IllegalStateException("The scenario means this call to fail, but it succeeded");
				}
			}
			else if (mayCount) {
				this.failed.incrementAndGet();
			}
		}
		this.waitedNanos.addAndGet(System.nanoTime() - began);
		this.begun.removeIf(CompletableFuture::isDone);
	}

	private static boolean answer(CompletableFuture<?> call) {
		try {
			call.get(ANSWERED_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (ExecutionException | TimeoutException | CancellationException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	int failed() {
		return this.failed.get();
	}

	/**
	 * How many calls have begun and are still without an answer.
	 */
	int unanswered() {
		return (int) this.begun.stream().filter((call) -> !call.isDone()).count();
	}

	Duration busy() {
		return Duration.ofNanos(this.busyNanos.get());
	}

	Duration waited() {
		return Duration.ofNanos(this.waitedNanos.get());
	}

}
