/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

/**
 * Learns what happens to sessions, one event at a time and in order. Called on threads
 * that others wait for, so it must be quick; what it throws is logged and otherwise
 * ignored.
 */
@FunctionalInterface
public interface SessionListener {

	/**
	 * Something happened.
	 * @param event what
	 */
	void onSessionEvent(SessionEvent event);

}
