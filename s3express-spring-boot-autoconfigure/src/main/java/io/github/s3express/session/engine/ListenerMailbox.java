/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionListener;

/**
 * What one listener has not heard yet, so much and no more: what comes while it is full
 * is dropped, counted and logged.
 */
final class ListenerMailbox {

	static final int CAPACITY = 1_024;

	private static final Logger logger = LoggerFactory.getLogger(ListenerMailbox.class);

	private final Queue<SessionEvent> undelivered = new LinkedBlockingQueue<>(CAPACITY);

	private final AtomicBoolean delivering = new AtomicBoolean();

	private final AtomicLong dropped = new AtomicLong();

	private final SessionListener listener;

	ListenerMailbox(SessionListener listener) {
		this.listener = listener;
	}

	boolean belongsTo(SessionListener candidate) {
		return this.listener == candidate;
	}

	void add(SessionEvent event) {
		if (!this.undelivered.offer(event) && this.dropped.getAndIncrement() == 0) {
			logger.warn("The listener {} is too slow: {} events wait for it, and it is not told of more until then",
					this.listener.getClass().getName(), CAPACITY);
		}
	}

	/**
	 * Has what was added delivered, unless that goes on already.
	 */
	void deliver(Executor executor) {
		if (this.undelivered.isEmpty() || !this.delivering.compareAndSet(false, true)) {
			return;
		}
		try {
			executor.execute(this::tellAll);
		}
		catch (RejectedExecutionException ex) {
			// The manager has stopped; if it starts again, the next run delivers it.
			this.delivering.set(false);
		}
	}

	private void tellAll() {
		do {
			try {
				for (SessionEvent event = this.undelivered.poll(); event != null; event = this.undelivered.poll()) {
					tell(event);
				}
			}
			finally {
				this.delivering.set(false);
			}
		}
		while (!this.undelivered.isEmpty() && this.delivering.compareAndSet(false, true));
	}

	private void tell(SessionEvent event) {
		long missed = this.dropped.getAndSet(0);
		if (missed > 0) {
			logger.warn("The listener {} was too slow: it was not told of {} events",
					this.listener.getClass().getName(), missed);
		}
		try {
			this.listener.onSessionEvent(event);
		}
		catch (Throwable ex) {
			// An Error too: it must not keep the listener from what comes next.
			logger.warn("A listener failed on {} of {}", event.getClass().getSimpleName(), event.key(), ex);
		}
	}

}
