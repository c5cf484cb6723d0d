/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

/**
 * What lives from a start of the manager to its stop.
 *
 * @param slots the sessions
 * @param timer tells waiters that their time is up
 * @param end ends the threads
 */
record SessionRun(SessionSlots slots, SessionTimer timer, Runnable end) {

	void stop() {
		this.slots.close();
		this.end.run();
	}

}
