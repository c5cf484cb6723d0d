/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

/**
 * Learns what happens to sessions, one event at a time and in order. Called on a thread
 * where nobody waits for it, after those who wait for a session have been answered. Of a
 * listener that is slow, 1,024 events are kept; those that come while so many wait are
 * dropped, which is logged. What it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface SessionListener {

	/**
	 * Something happened.
	 * @param event what
	 */
	void onSessionEvent(SessionEvent event);

}
