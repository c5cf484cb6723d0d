/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.s3express.session.creation.SessionTimer;

/**
 * The threads of one run of the manager: one that keeps time, those that call
 * CreateSession, those that answer callers, and one that tells observers. All are made
 * when needed, and all but the first end when they are not. None of them can be held by
 * what runs on another: the first runs no code but the manager's, and of the last kind
 * what is not taken in time is dropped.
 */
final class SessionThreads implements SessionTimer {

	/**
	 * How long a thread waits for more to do. Sessions are made minutes apart, or many at
	 * one time.
	 */
	static final Duration IDLE_LIFE = Duration.ofSeconds(5);

	// Only an observer that is stuck takes longer to hear that all has ended.
	private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

	private static final int MAX_OBSERVATIONS = 1_024;

	private static final Logger logger = LoggerFactory.getLogger(SessionThreads.class);

	private final ScheduledThreadPoolExecutor timer;

	private final AtomicLong droppedObservations = new AtomicLong();

	private static final int MAX_LOOKS = 64;

	private final ExecutorService callers;

	private final ContinuationThreads continuations;

	private final ThreadPoolExecutor observers;

	private volatile @Nullable Thread timerThread;

	private final ExecutorService listeners;

	private final ExecutorService credentials;

	SessionThreads(int maxCallers, ThreadFactory callerThreads, Duration idleLife) {
		// What comes too late to be scheduled is not wanted any more.
		this.timer = new ScheduledThreadPoolExecutor(1, this::newTimerThread, new ThreadPoolExecutor.DiscardPolicy());
		this.timer.setRemoveOnCancelPolicy(true);
		// The gate lets no more calls through than that. A thread that has just ended one
		// may start another: hence twice as many.
		this.callers = new ThreadPoolExecutor(0, 2 * maxCallers, idleLife.toNanos(), TimeUnit.NANOSECONDS,
				new SynchronousQueue<>(), callerThreads);
		this.continuations = new ContinuationThreads(daemons("s3express-session-waiter"), this, idleLife);
		this.observers = new ThreadPoolExecutor(1, 1, idleLife.toNanos(), TimeUnit.NANOSECONDS,
				new LinkedBlockingQueue<>(MAX_OBSERVATIONS), daemons("s3express-session-observer"), this::dropped);
		this.observers.allowCoreThreadTimeOut(true);
		// As many as there are listeners that are being told.
		this.listeners = new ThreadPoolExecutor(0, Integer.MAX_VALUE, idleLife.toNanos(), TimeUnit.NANOSECONDS,
				new SynchronousQueue<>(), daemons("s3express-session-listener"));
		// What is not looked at now is looked at later.
		this.credentials = new ThreadPoolExecutor(0, 1, idleLife.toNanos(), TimeUnit.NANOSECONDS,
				new LinkedBlockingQueue<>(MAX_LOOKS), daemons("s3express-session-credentials"),
				new ThreadPoolExecutor.DiscardPolicy());
	}

	private Thread newTimerThread(Runnable task) {
		Thread thread = daemons("s3express-session-timer").newThread(task);
		this.timerThread = thread;
		return thread;
	}

	private void dropped(Runnable task, ThreadPoolExecutor pool) {
		if (!pool.isShutdown() && this.droppedObservations.getAndIncrement() == 0) {
			logger.warn("An observer of creations holds its thread: it is not told of all of them any more");
		}
	}

	/**
	 * Threads named by prefix and number, as far as there are more than one.
	 */
	static ThreadFactory daemons(String prefix) {
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, prefix + "-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	Executor callers() {
		return this.callers;
	}

	/**
	 * Runs what callers hung on to sessions.
	 */
	Executor continuations() {
		return this.continuations;
	}

	/**
	 * Tells observers of creations, one thing at a time and in order.
	 */
	Executor observers() {
		return this.observers;
	}

	/**
	 * Whether the present thread is the one that keeps time.
	 */
	boolean isTimer() {
		return Thread.currentThread() == this.timerThread;
	}

	/**
	 * Runs listeners, who may block.
	 */
	Executor listeners() {
		return this.listeners;
	}

	/**
	 * Runs looks at IAM credentials, whose providers may block.
	 */
	Executor credentials() {
		return this.credentials;
	}

	@Override
	public Runnable schedule(Runnable task, Duration delay) {
		ScheduledFuture<?> scheduled = this.timer.schedule(task, Math.max(delay.toNanos(), 0), TimeUnit.NANOSECONDS);
		return () -> scheduled.cancel(false);
	}

	/**
	 * Ends the threads. Observers have heard by then what there was to tell them, unless
	 * one of them is stuck.
	 */
	void stop() {
		this.timer.shutdownNow();
		this.callers.shutdownNow();
		this.observers.shutdown();
		this.continuations.stop();
		this.listeners.shutdown();
		this.credentials.shutdownNow();
		awaitObservers();
	}

	private void awaitObservers() {
		try {
			if (!this.observers.awaitTermination(LONGEST_FAREWELL.toNanos(), TimeUnit.NANOSECONDS)) {
				logger.warn("An observer of creations holds its thread: it has not been told that all have ended");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
