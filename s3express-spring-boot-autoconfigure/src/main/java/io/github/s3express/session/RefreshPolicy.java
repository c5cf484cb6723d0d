/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;

/**
 * When a session is refreshed, when it no longer serves, how long to wait after a failure
 * and when an unused session is let go.
 *
 * @param refreshBeforeExpiry the refresh window: how long before its expiry a session is
 * replaced. Longer than half of the life that the service gave, it is cut to half
 * @param refreshJitter the share of the window by which refreshes are spread, from 0 to
 * 1. Unless it is 0, sessions that take the place of no other, or were made after
 * failures, are refreshed up to 90 percent earlier, so that the instances of a fleet
 * which start together, or recover together, do not go on to call CreateSession together
 * @param expiryThreshold with less than this left a session signs nothing more, unless
 * its replacement failed or is still under way: then it signs to its end. Longer than a
 * tenth of the life that the service gave, it is cut to a tenth, but not below one second
 * @param idleTimeout unused this long, a session is refreshed no more
 */
public record RefreshPolicy(Duration refreshBeforeExpiry, double refreshJitter, Duration expiryThreshold,
		Duration idleTimeout) {

	/**
	 * The longest life that the service gives a session.
	 */
	public static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

	private static final Duration LONGEST_IDLE_TIMEOUT = Duration.ofDays(365);

	/**
	 * A window of 75 s spread by a fifth, a threshold of 5 s, idle after 10 minutes.
	 */
	public static final RefreshPolicy DEFAULT = new RefreshPolicy(Duration.ofSeconds(75), 0.2, Duration.ofSeconds(5),
			Duration.ofMinutes(10));

	/**
	 * Creates the policy.
	 * @throws InvalidSessionSettingException if a value is out of its range or
	 * contradicts another
	 */
	public RefreshPolicy {
		Require.that(Require.isPositive(refreshBeforeExpiry), "refresh-before-expiry", refreshBeforeExpiry,
				"a positive duration");
		Require.that(refreshBeforeExpiry.compareTo(LONGEST_LIFE) < 0, "refresh-before-expiry", refreshBeforeExpiry,
				"shorter than the longest life of a session, " + DurationText.of(LONGEST_LIFE));
		Require.that(refreshJitter >= 0 && refreshJitter <= 1, "refresh-jitter", refreshJitter, "a number from 0 to 1");
		Require.that(!expiryThreshold.isNegative(), "expiry-threshold", expiryThreshold, "zero or a positive duration");
		Require.that(expiryThreshold.compareTo(refreshBeforeExpiry) < 0, "expiry-threshold", expiryThreshold,
				"shorter than refresh-before-expiry, " + DurationText.of(refreshBeforeExpiry));
		Require.that(Require.isPositive(idleTimeout), "idle-timeout", idleTimeout, "a positive duration");
		Require.that(idleTimeout.compareTo(LONGEST_IDLE_TIMEOUT) <= 0, "idle-timeout", idleTimeout,
				"no longer than " + LONGEST_IDLE_TIMEOUT.toDays() + "d");
	}

}
