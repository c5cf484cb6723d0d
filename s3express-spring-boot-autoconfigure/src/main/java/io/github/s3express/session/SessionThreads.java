/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one run of the manager: one that keeps time, and a few, made when
 * needed, that call CreateSession.
 */
final class SessionThreads implements SessionTimer {

	private static final Duration IDLE_THREAD_LIFE = Duration.ofSeconds(30);

	private final ScheduledThreadPoolExecutor timer;

	private final ExecutorService callers;

	SessionThreads(int maxCallers, ThreadFactory callerThreads) {
		this.timer = new ScheduledThreadPoolExecutor(1, daemons("s3express-session-timer"));
		this.timer.setRemoveOnCancelPolicy(true);
		this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		ThreadPoolExecutor pool = new ThreadPoolExecutor(maxCallers, maxCallers, IDLE_THREAD_LIFE.toSeconds(),
				TimeUnit.SECONDS, new LinkedBlockingQueue<>(), callerThreads);
		pool.allowCoreThreadTimeOut(true);
		this.callers = pool;
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

	@Override
	public Runnable schedule(Runnable task, Duration delay) {
		if (this.timer.isShutdown()) {
			return () -> {
			};
		}
		ScheduledFuture<?> scheduled = this.timer.schedule(task, Math.max(delay.toNanos(), 0), TimeUnit.NANOSECONDS);
		return () -> scheduled.cancel(false);
	}

	void stop() {
		this.timer.shutdownNow();
		this.callers.shutdownNow();
	}

}
