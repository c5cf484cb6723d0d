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
 * @param callTimeout how long one call of CreateSession is waited for before the next try
 * begins; within the create timeout
 * @param maxSessions how many sessions are held at most; those of configured buckets stay
 * @param maxConcurrentCreations how many CreateSession calls go on at a time. One that is
 * not answered within a tenth of the call timeout makes room for another; so at most as
 * many again are under way
 */
public record SessionLimits(Duration createTimeout, Duration callTimeout, int maxSessions, int maxConcurrentCreations) {

	private static final Duration LONGEST_CREATE_TIMEOUT = Duration.ofHours(1);

	/**
	 * How long one call of CreateSession is waited for, unless the create timeout is
	 * shorter: three seconds.
	 */
	public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(3);

	/**
	 * Ten seconds, three of them for one call, 10,000 sessions, 16 calls.
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
		Require.that(Require.isPositive(callTimeout), "call-timeout", callTimeout, "a positive duration");
		Require.that(callTimeout.compareTo(createTimeout) <= 0, "call-timeout", callTimeout,
				"no longer than create-timeout, " + DurationText.of(createTimeout));
		Require.that(maxSessions > 0, "max-sessions", maxSessions, "1 or more");
		Require.that(maxConcurrentCreations > 0, "max-concurrent-creations", maxConcurrentCreations, "1 or more");
	}

	/**
	 * Creates limits with the default call timeout.
	 * @param createTimeout how long a caller waits for a session, all tries together
	 * @param maxSessions how many sessions are held at most
	 * @param maxConcurrentCreations how many CreateSession calls go on at a time
	 * @throws InvalidSessionSettingException if a value is out of its range
	 */
	public SessionLimits(Duration createTimeout, int maxSessions, int maxConcurrentCreations) {
		this(createTimeout, (createTimeout.compareTo(DEFAULT_CALL_TIMEOUT) < 0) ? createTimeout : DEFAULT_CALL_TIMEOUT,
				maxSessions, maxConcurrentCreations);
	}

}
