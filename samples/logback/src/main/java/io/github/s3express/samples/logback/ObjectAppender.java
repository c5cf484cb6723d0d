/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

import io.github.s3express.operations.ConcurrentAppendException;
import io.github.s3express.operations.RenameOutcomeUnknownException;
import io.github.s3express.samples.logback.EventQueue.Line;

/**
 * Ships events to a {@link RollingLog} on a thread of its own. Threads that log put a
 * line into a bounded queue and go on; what finds no room is counted, and the log says
 * how many lines are missing where they are.
 * <p>
 * What shipping logs itself is not shipped: it would never end. What the starter's other
 * threads log, for which shipping may wait, never waits for room.
 */
class ObjectAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

	private static final Duration FIRST_WAIT = Duration.ofMillis(100);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private final RollingLog log;

	private final Encoder<ILoggingEvent> encoder;

	private final EventQueue queue;

	private final Duration syncInterval;

	private final Duration stopTimeout;

	private final Thread shipping = new Thread(this::ship, "log-shipping");

	private final CountDownLatch stopping = new CountDownLatch(1);

	private volatile boolean lost;

	private volatile boolean done;

	private int unsynced;

	private long syncDue;

	/**
	 * Creates an appender.
	 * @param log where events go
	 * @param encoder started
	 * @param queue between those that log and the thread that ships
	 * @param syncInterval how long an event waits for others before it is sent
	 * @param stopTimeout how long stopping waits until all is shipped
	 */
	ObjectAppender(RollingLog log, Encoder<ILoggingEvent> encoder, EventQueue queue, Duration syncInterval,
			Duration stopTimeout) {
		this.log = log;
		this.encoder = encoder;
		this.queue = queue;
		this.syncInterval = syncInterval;
		this.stopTimeout = stopTimeout;
	}

	@Override
	public void start() {
		super.start();
		this.shipping.setDaemon(true);
		this.shipping.start();
	}

	@Override
	protected void append(ILoggingEvent event) {
		Thread caller = Thread.currentThread();
		if (this.done) {
			this.queue.drop(1);
		}
		else if (caller != this.shipping) {
			this.queue.add(this.encoder.encode(event), !caller.getName().startsWith("s3express-"));
		}
	}

	/**
	 * Ships what is left, for no longer than the time-out.
	 */
	@Override
	public void stop() {
		if (!isStarted()) {
			return;
		}
		super.stop();
		this.stopping.countDown();
		try {
			this.shipping.join(this.stopTimeout.toMillis());
			// A request under way is not waited for any longer.
			this.shipping.interrupt();
			this.shipping.join(LONGEST_WAIT.toMillis());
		}
		catch (InterruptedException ex) {
			this.shipping.interrupt();
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * How many events were not shipped.
	 */
	long dropped() {
		return this.queue.dropped();
	}

	private void ship() {
		try {
			while (!this.lost && (isStarted() || !this.queue.isEmpty())) {
				next();
			}
			note(this.queue.missing());
			insist(this::sync);
			insist(this.log::close);
		}
		catch (InterruptedException ex) {
			addWarn("Stopped before all events were shipped");
		}
		finally {
			this.done = true;
			this.queue.drop(this.unsynced);
			if (dropped() > 0) {
				addWarn("%d events were not shipped".formatted(dropped()));
			}
		}
	}

	private void next() throws InterruptedException {
		Line line = this.queue.poll(untilDue());
		if (line != null) {
			if (this.unsynced == 0) {
				this.syncDue = System.nanoTime() + this.syncInterval.toNanos();
			}
			write(line);
		}
		if (this.unsynced > 0 && System.nanoTime() - this.syncDue >= 0) {
			insist(this::sync);
		}
	}

	// Not longer, so that stopping is noticed.
	private Duration untilDue() {
		Duration most = isStarted() ? Duration.ofMillis(50) : Duration.ZERO;
		Duration due = Duration.ofNanos(Math.max(0, this.syncDue - System.nanoTime()));
		return (this.unsynced > 0 && due.compareTo(most) < 0) ? due : most;
	}

	private void write(Line line) throws InterruptedException {
		this.unsynced++;
		note(line.missing());
		write(line.bytes());
	}

	private void note(int missing) throws InterruptedException {
		if (missing > 0) {
			write("%d events were dropped here%n".formatted(missing).getBytes(StandardCharsets.UTF_8));
		}
	}

	private void write(byte[] line) throws InterruptedException {
		ByteBuffer bytes = ByteBuffer.wrap(line);
		insist(() -> this.log.write(bytes));
	}

	private void sync() throws IOException {
		this.log.sync();
		this.unsynced = 0;
	}

	/**
	 * Tries until it is done. Meanwhile the queue fills, and no more than that.
	 */
	private void insist(Action action) throws InterruptedException {
		Duration wait = FIRST_WAIT;
		Exception failure = attempt(action);
		while (failure != null) {
			addWarn("The log cannot be shipped for now", failure);
			// Whoever stops the application does not wait for the longest wait.
			if (this.stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
				Thread.sleep(FIRST_WAIT.toMillis());
			}
			wait = (wait.compareTo(LONGEST_WAIT) < 0) ? wait.multipliedBy(2) : LONGEST_WAIT;
			failure = attempt(action);
		}
	}

	private @Nullable Exception attempt(Action action) {
		if (this.lost) {
			return null;
		}
		try {
			action.run();
			return null;
		}
		catch (ConcurrentAppendException ex) {
			return lose(ex);
		}
		catch (IOException | SdkException | RenameOutcomeUnknownException ex) {
			return ex;
		}
	}

	// Somebody else's log now, or deleted: two that write it would take it from each
	// other again and again.
	private @Nullable Exception lose(ConcurrentAppendException failure) {
		this.lost = true;
		addError("Nothing is shipped any more", failure);
		return null;
	}

	private interface Action {

		void run() throws IOException;

	}

}
