/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.time.Duration;
import java.util.List;

/**
 * What came of a scenario.
 *
 * @param failed how many of its calls failed
 * @param unanswered how many calls had no answer when everything was closed
 * @param sessions how many CreateSession the server saw
 * @param requests how many requests of all kinds the server saw
 * @param busy how long the threads that called were held up in all
 * @param waited how long asynchronous calls were waited for after that
 * @param threadsLeft the threads that are still there after everything was closed
 */
record Outcome(int failed, int unanswered, long sessions, long requests, Duration busy, Duration waited,
		List<String> threadsLeft) {

	/**
	 * How long calls took in all, whether they held their threads up or not.
	 */
	Duration took() {
		return this.busy.plus(this.waited);
	}

	@Override
	public String toString() {
		return "failed %d, unanswered %d, CreateSession %d, requests %d, busy %d ms, waited %d ms, threads left %s"
			.formatted(this.failed, this.unanswered, this.sessions, this.requests, this.busy.toMillis(),
					this.waited.toMillis(), this.threadsLeft);
	}

}
