/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;

import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.SessionLimits;

/**
 * How long to wait for what.
 *
 * @param timeout for the store, while nobody else is known to make a session
 * @param patience for another to make it, while nothing serves
 * @param patienceInRefresh for another to make it, or for a store that does not answer,
 * while the old session serves
 */
record FleetTiming(Duration timeout, Duration patience, Duration patienceInRefresh) {

	/**
	 * After which a right to make a session ends unless it is renewed.
	 */
	static final Duration LEASE = Duration.ofMillis(1500);

	/**
	 * How often it is renewed.
	 */
	static final Duration RENEWAL = LEASE.dividedBy(3);

	/**
	 * The first of the waits for an announcement after which the store is asked again;
	 * each is twice as long as the one before.
	 */
	static final Duration FIRST_POLL = Duration.ofMillis(100);

	static final Duration LONGEST_POLL = Duration.ofMillis(500);

	/**
	 * Sessions that live longer come from no service, and are not shared.
	 */
	static final Duration LONGEST_LIFE = Duration.ofDays(1);

	// Whoever leads next after a leader that died should have the time to do so.
	private static final Duration LEASE_AND_A_CREATION = LEASE.plusMillis(500);

	// A session of one's own has to be made in the time that is left of it.
	private static final int SHARE_OF_CREATE_TIMEOUT = 4;

	static FleetTiming of(FleetSettings settings, SessionLimits limits) {
		Duration longest = limits.createTimeout().dividedBy(SHARE_OF_CREATE_TIMEOUT);
		return new FleetTiming(settings.timeout(), min(LEASE_AND_A_CREATION, longest), limits.callTimeout());
	}

	/**
	 * The most that can be left of a right.
	 * @param sinceConfirmed how long ago the store's last answer about it came
	 * @param renewalsUnanswered how often it may have been renewed since, or may yet be
	 */
	static Duration leaseLeft(Duration sinceConfirmed, int renewalsUnanswered) {
		// Each of them arrives before the right ends, or in vain.
		return LEASE.multipliedBy(1L + renewalsUnanswered).minus(sinceConfirmed);
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

}
