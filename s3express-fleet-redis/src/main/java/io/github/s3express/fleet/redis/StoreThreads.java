/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a store: one that keeps time, a few that connect, one that tells
 * answers, and one that tells announcements, so that whoever hears them does not hold up
 * the application's own use of Redis. All but the first end when there is nothing to do.
 */
final class StoreThreads implements AutoCloseable {

	private static final int MAX_QUEUE = 4_096;

	/**
	 * Connecting to a server that hangs takes until the application's own timeout, which
	 * may be a minute; meanwhile another attempt, every few seconds, may find one that
	 * does not. So many fit into that minute.
	 */
	private static final int MAX_CONNECTING = 16;

	private static final Duration IDLE_LIFE = Duration.ofSeconds(5);

	private final Duration idleLife;

	private final ScheduledThreadPoolExecutor timer;

	private final ThreadPoolExecutor connecting;

	private final ThreadPoolExecutor answers;

	private final ThreadPoolExecutor announcements;

	StoreThreads() {
		this(IDLE_LIFE);
	}

	StoreThreads(Duration idleLife) {
		this.idleLife = idleLife;
		this.timer = new ScheduledThreadPoolExecutor(1, daemons("s3express-fleet-timer"),
				new ThreadPoolExecutor.DiscardPolicy());
		this.timer.setRemoveOnCancelPolicy(true);
		this.connecting = new ThreadPoolExecutor(0, MAX_CONNECTING, 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
				daemons("s3express-fleet-connect"), new ThreadPoolExecutor.DiscardPolicy());
		// What cannot be told here is told by the thread that has it.
		this.answers = single("s3express-fleet-answers", (task, executor) -> task.run());
		// May be lost.
		this.announcements = single("s3express-fleet-announcements", new ThreadPoolExecutor.DiscardPolicy());
	}

	private ThreadPoolExecutor single(String name, RejectedExecutionHandler tooMany) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, this.idleLife.toNanos(), TimeUnit.NANOSECONDS,
				new ArrayBlockingQueue<>(MAX_QUEUE), daemons(name), tooMany);
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	private static ThreadFactory daemons(String name) {
		return (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		};
	}

	/**
	 * Does something later that does not block.
	 */
	void after(Duration delay, Runnable task) {
		this.timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Connects, unless all threads are about that already.
	 */
	void connect(Runnable task) {
		this.connecting.execute(task);
	}

	Executor answers() {
		return this.answers;
	}

	Executor announcements() {
		return this.announcements;
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
		this.connecting.shutdownNow();
		this.answers.shutdown();
		this.announcements.shutdownNow();
	}

}
