/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;

/**
 * How long callers wait and how much the manager may hold.
 *
 * @param createTimeout how long a caller waits for a session, all tries together
 * @param maxSessions how many sessions are held at most; those of configured buckets stay
 * @param maxConcurrentCreations how many CreateSession calls are under way at most
 */
public record SessionLimits(Duration createTimeout, int maxSessions, int maxConcurrentCreations) {

	private static final Duration LONGEST_CREATE_TIMEOUT = Duration.ofHours(1);

	/**
	 * Ten seconds, 10,000 sessions, 16 calls.
	 */
	public static final SessionLimits DEFAULT = new SessionLimits(Duration.ofSeconds(10), 10_000, 16);

	/**
	 * Creates the limits.
	 * @throws InvalidSessionSettingException if a value is out of its range
	 */
	public SessionLimits {
		Require.that(Require.isPositive(createTimeout), "create-timeout", createTimeout, "a positive duration");
		Require.that(createTimeout.compareTo(LONGEST_CREATE_TIMEOUT) <= 0, "create-timeout", createTimeout,
				"no longer than " + LONGEST_CREATE_TIMEOUT.toHours() + "h");
		Require.that(maxSessions > 0, "max-sessions", maxSessions, "1 or more");
		Require.that(maxConcurrentCreations > 0, "max-concurrent-creations", maxConcurrentCreations, "1 or more");
	}

}
