/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes events on to the listeners.
 */
final class SessionEvents {

	private static final Logger logger = LoggerFactory.getLogger(SessionEvents.class);

	private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();

	void add(SessionListener listener) {
		this.listeners.add(listener);
	}

	void remove(SessionListener listener) {
		this.listeners.remove(listener);
	}

	void publish(SessionEvent event) {
		for (SessionListener listener : this.listeners) {
			try {
				listener.onSessionEvent(event);
			}
			catch (RuntimeException ex) {
				logger.warn("A listener failed on {} of {}", event.getClass().getSimpleName(), event.key(), ex);
			}
		}
	}

}
