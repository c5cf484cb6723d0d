/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.concurrent.Executor;

import io.github.s3express.session.creation.SessionTimer;

/**
 * What lives from a start of the manager to its stop.
 */
final class SessionRun {

	private final SessionSlots slots;

	private final CallerFutures callers;

	private final Runnable end;

	/**
	 * Creates a run.
	 * @param slots the sessions
	 * @param timer tells callers that their time is up
	 * @param continuations runs what callers hung on to their sessions
	 * @param end ends the threads, and lets those end that still answer callers
	 */
	SessionRun(SessionSlots slots, SessionTimer timer, Executor continuations, Runnable end) {
		this.slots = slots;
		this.callers = new CallerFutures(timer, continuations);
		this.end = end;
	}

	SessionSlots slots() {
		return this.slots;
	}

	CallerFutures callers() {
		return this.callers;
	}

	/**
	 * Ends the run. Whoever waited for a session has been told by then.
	 */
	void stop() {
		this.slots.close();
		this.end.run();
		this.callers.awaitAnswers();
	}

}
