/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that there is a connection. While the first is made, callers wait for it;
 * later on, without one, they are told so at once.
 */
final class StoreConnections {

	private static final Logger logger = LoggerFactory.getLogger(StoreConnections.class);

	private static final Duration SOONEST_RETRY = Duration.ofMillis(100);

	// A failover is over soon or takes long.
	private static final Duration RETRY_GROWTH = Duration.ofMillis(50);

	private static final Duration LATEST_RETRY = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(4);

	private final Supplier<StoreConnection> opener;

	private final StoreThreads threads;

	private final Runnable whenOpened;

	private CompletableFuture<StoreConnection> current = new CompletableFuture<>();

	private @Nullable StoreConnection connection;

	private long attempts;

	private int failedAttempts;

	private boolean closed;

	/**
	 * Creates them; {@link #open()} begins to connect.
	 * @param opener connects, which may take long
	 * @param threads to work on
	 * @param whenOpened told of each new connection, on the thread that connects
	 */
	StoreConnections(Supplier<StoreConnection> opener, StoreThreads threads, Runnable whenOpened) {
		this.opener = opener;
		this.threads = threads;
		this.whenOpened = whenOpened;
	}

	synchronized CompletableFuture<StoreConnection> current() {
		return this.current;
	}

	/**
	 * Connects, and again until there is a connection.
	 */
	void open() {
		long attempt;
		synchronized (this) {
			if (this.closed || this.connection != null) {
				return;
			}
			attempt = ++this.attempts;
		}
		this.threads.connect(() -> connect(attempt));
		this.threads.after(PATIENCE, () -> openUnlessAfter(attempt));
	}

	private void openUnlessAfter(long attempt) {
		synchronized (this) {
			if (attempt != this.attempts) {
				return;
			}
		}
		open();
	}

	private void connect(long attempt) {
		try {
			StoreConnection opened = this.opener.get();
			if (use(opened)) {
				opened.onEnd(() -> replace(opened, new IllegalStateException("The server has gone")));
				this.whenOpened.run();
			}
			else {
				opened.close();
			}
		}
		catch (RuntimeException ex) {
			logger.debug("Could not connect to the fleet's store", ex);
			this.threads.after(fail(ex), () -> openUnlessAfter(attempt));
		}
	}

	private boolean use(StoreConnection opened) {
		CompletableFuture<StoreConnection> waiting;
		synchronized (this) {
			if (this.closed || this.connection != null) {
				return false;
			}
			this.connection = opened;
			this.failedAttempts = 0;
			waiting = this.current;
			this.current = CompletableFuture.completedFuture(opened);
		}
		waiting.complete(opened);
		return true;
	}

	/**
	 * Tells those who wait.
	 * @return when to connect again
	 */
	private Duration fail(RuntimeException cause) {
		CompletableFuture<StoreConnection> waiting = null;
		int failed;
		synchronized (this) {
			failed = ++this.failedAttempts;
			if (!this.closed && this.connection == null) {
				waiting = this.current;
				this.current = CompletableFuture.failedFuture(cause);
			}
		}
		if (waiting != null) {
			waiting.completeExceptionally(cause);
		}
		return retryAfter(failed);
	}

	/**
	 * How long to wait until the next attempt. Instances that have lost their store at
	 * one moment come back at many.
	 * @param failed how many attempts have failed in a row, at least 1
	 */
	static Duration retryAfter(int failed) {
		long latest = Math.min(SOONEST_RETRY.multipliedBy(2).plus(RETRY_GROWTH.multipliedBy(failed)).toNanos(),
				LATEST_RETRY.toNanos());
		return Duration.ofNanos(ThreadLocalRandom.current().nextLong(SOONEST_RETRY.toNanos(), latest));
	}

	synchronized boolean isCurrent(StoreConnection candidate) {
		return this.connection == candidate;
	}

	/**
	 * Connects anew, since a connection has ended, has gone silent, or leads to the wrong
	 * server.
	 */
	void replace(StoreConnection broken, Throwable cause) {
		synchronized (this) {
			if (this.connection != broken) {
				return;
			}
			this.connection = null;
			this.current = CompletableFuture
				.failedFuture(new IllegalStateException("Connecting to the fleet's store anew", cause));
		}
		broken.close();
		open();
	}

	/**
	 * Ends the connection. There is none until {@link #resume()}.
	 */
	void close() {
		IllegalStateException cause = new IllegalStateException("The fleet's store is closed");
		CompletableFuture<StoreConnection> waiting;
		StoreConnection last;
		synchronized (this) {
			this.closed = true;
			last = this.connection;
			this.connection = null;
			waiting = this.current;
			this.current = CompletableFuture.failedFuture(cause);
		}
		waiting.completeExceptionally(cause);
		if (last != null) {
			closeNow(last);
		}
	}

	/**
	 * Connects again after {@link #close()}.
	 */
	void resume() {
		synchronized (this) {
			if (!this.closed) {
				return;
			}
			this.closed = false;
			this.current = new CompletableFuture<>();
		}
		open();
	}

	/**
	 * Waits for the end, since the application's client, which may be closed next, would
	 * warn of it.
	 */
	private static void closeNow(StoreConnection connection) {
		try {
			connection.close().get(LATEST_RETRY.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("Could not close the connection to the fleet's store", ex);
		}
	}

}
