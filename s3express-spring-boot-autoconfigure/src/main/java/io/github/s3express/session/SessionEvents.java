/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes events on to the listeners, one at a time and in the order in which they
 * happened: they are added under the lock of their slot, and delivered outside.
 */
final class SessionEvents {

	private static final Logger logger = LoggerFactory.getLogger(SessionEvents.class);

	private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();

	private final Queue<SessionEvent> undelivered = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean delivering = new AtomicBoolean();

	void addListener(SessionListener listener) {
		this.listeners.add(listener);
	}

	void removeListener(SessionListener listener) {
		this.listeners.remove(listener);
	}

	void add(SessionEvent event) {
		this.undelivered.add(event);
	}

	boolean isEmpty() {
		return this.undelivered.isEmpty();
	}

	/**
	 * Delivers what was added, unless another thread is at it: then that thread delivers
	 * it.
	 */
	void deliver() {
		while (!this.undelivered.isEmpty() && this.delivering.compareAndSet(false, true)) {
			try {
				for (SessionEvent event = this.undelivered.poll(); event != null; event = this.undelivered.poll()) {
					tellAll(event);
				}
			}
			finally {
				this.delivering.set(false);
			}
		}
	}

	private void tellAll(SessionEvent event) {
		for (SessionListener listener : this.listeners) {
			try {
				listener.onSessionEvent(event);
			}
			catch (Throwable ex) {
				// An Error too: it must not keep a waiter from its session.
				logger.warn("A listener failed on {} of {}", event.getClass().getSimpleName(), event.key(), ex);
			}
		}
	}

}
