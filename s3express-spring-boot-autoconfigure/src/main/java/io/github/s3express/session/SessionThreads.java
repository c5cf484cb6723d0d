/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one run of the manager: one that keeps time, and a few, made when
 * needed, that call CreateSession. A few more, made when needed as well, run what others
 * hung on to sessions: it may block, and must hold up neither.
 */
final class SessionThreads implements SessionTimer {

	private static final Duration IDLE_THREAD_LIFE = Duration.ofSeconds(30);

	private final ScheduledThreadPoolExecutor timer;

	private static final int MAX_WAITER_THREADS = 8;

	private final ExecutorService callers;

	private final ExecutorService waiters;

	SessionThreads(int maxCallers, ThreadFactory callerThreads) {
		// What comes too late to be scheduled is not wanted any more.
		this.timer = new ScheduledThreadPoolExecutor(1, daemons("s3express-session-timer"),
				new ThreadPoolExecutor.DiscardPolicy());
		this.timer.setRemoveOnCancelPolicy(true);
		this.callers = pool(maxCallers, callerThreads, new ThreadPoolExecutor.AbortPolicy());
		// A waiter is told in any case, if need be by the thread that has stopped the
		// run.
		this.waiters = pool(MAX_WAITER_THREADS, daemons("s3express-session-waiter"), (task, pool) -> task.run());
	}

	private static ThreadPoolExecutor pool(int size, ThreadFactory threads, RejectedExecutionHandler late) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, IDLE_THREAD_LIFE.toSeconds(), TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), threads, late);
		pool.allowCoreThreadTimeOut(true);
		return pool;
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

	Executor waiters() {
		return this.waiters;
	}

	@Override
	public Runnable schedule(Runnable task, Duration delay) {
		ScheduledFuture<?> scheduled = this.timer.schedule(task, Math.max(delay.toNanos(), 0), TimeUnit.NANOSECONDS);
		return () -> scheduled.cancel(false);
	}

	void stop() {
		this.timer.shutdownNow();
		this.callers.shutdownNow();
		this.waiters.shutdown();
	}

}
