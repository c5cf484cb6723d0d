/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;

/**
 * How often one creation calls CreateSession before it is given up, and how long it waits
 * in between. Only failures that may pass are tried again.
 *
 * @param maxRetries how many calls may follow the first; 0 for none
 * @param initialInterval the wait before the first retry
 * @param multiplier by how much each wait is longer than the one before; at least 1
 * @param maxInterval the longest wait
 * @param jitter the share of a wait that is left to chance, from 0 to 1
 */
public record CreationRetry(int maxRetries, Duration initialInterval, double multiplier, Duration maxInterval,
		double jitter) {

	/**
	 * Three retries after about 50, 100 and 200 milliseconds.
	 */
	public static final CreationRetry DEFAULT = new CreationRetry(3, Duration.ofMillis(50), 2, Duration.ofSeconds(2),
			0.5);

	/**
	 * Creates the setting.
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public CreationRetry {
		Require.that(maxRetries >= 0, "max-retries", maxRetries, "0 or more");
		Require.that(Require.isPositive(initialInterval), "initial-interval", initialInterval, "a positive duration");
		Require.that(multiplier >= 1, "multiplier", multiplier, "1 or more");
		Require.that(maxInterval.compareTo(initialInterval) >= 0, "max-interval", maxInterval,
				"no less than initial-interval, " + DurationText.of(initialInterval));
		Require.that(jitter >= 0 && jitter <= 1, "jitter", jitter, "a number from 0 to 1");
	}

}
