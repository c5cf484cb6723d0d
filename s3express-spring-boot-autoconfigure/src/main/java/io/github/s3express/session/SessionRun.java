/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.concurrent.Executor;

/**
 * What lives from a start of the manager to its stop.
 *
 * @param slots the sessions
 * @param timer tells waiters that their time is up
 * @param waiters runs what callers hung on to their sessions
 * @param end ends the threads
 */
record SessionRun(SessionSlots slots, SessionTimer timer, Executor waiters, Runnable end) {

	void stop() {
		this.slots.close();
		this.end.run();
	}

}
