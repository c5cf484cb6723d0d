/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.time.Duration;

/**
 * How long the session manager waits. Its limits lie behind those of the HTTP client, so
 * that what the command line says about those is what ends a call.
 *
 * @param call for the answer to one call
 * @param creation for a session, all tries together
 */
record Patience(Duration call, Duration creation) {

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final Duration GRACE = Duration.ofSeconds(2);

	/**
	 * As long as the options allow.
	 * @param connectTimeout seconds, 0 waits for ever
	 * @param readTimeout seconds, 0 waits for ever
	 * @return how long to wait, an hour at most
	 */
	static Patience of(int connectTimeout, int readTimeout) {
		boolean endless = connectTimeout == 0 || readTimeout == 0;
		Duration call = endless ? LONGEST : Duration.ofSeconds((long) connectTimeout + readTimeout).plus(GRACE);
		// There are pauses between the tries.
		Duration creation = call.multipliedBy(CallFailures.RETRIES + 1L).plus(GRACE);
		return new Patience(atMost(call), atMost(creation));
	}

	private static Duration atMost(Duration duration) {
		return (duration.compareTo(LONGEST) > 0) ? LONGEST : duration;
	}

}
