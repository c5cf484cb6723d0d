/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;

import io.github.s3express.session.RefreshPolicy;

/**
 * Reckons the moments of a session's life from the policy and from the life that the
 * service gave.
 *
 * @param policy what is wanted
 */
record SlotTiming(RefreshPolicy policy) {

	// The Date header, from which life is reckoned, counts whole seconds.
	private static final Duration DATE_GRANULARITY = Duration.ofSeconds(1);

	private static final Duration SHORTEST_RETRY = Duration.ofMillis(500);

	private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

	// Every request fails until the first try after the end of an outage.
	private static final Duration LONGEST_RETRY_WITHOUT_SESSION = Duration.ofSeconds(2);

	private static final int RETRIES_PER_LIFE_LEFT = 4;

	private static final double LONGEST_SPREAD = 0.75;

	// Low enough for first refreshes to fill nearly all the time between two refreshes: a
	// gap would come again in every round, and a peak with it.
	private static final double EARLIEST_FIRST_REFRESH = 0.1;

	// What an instance takes from others counts as older than it is: by as long as the
	// store's answers to its maker and to it were on their way.
	private static final Duration SHARED_AGE_ERROR = Duration.ofSeconds(2);

	/**
	 * How long a session may be unused and is refreshed nevertheless.
	 */
	Duration idleTimeout() {
		return this.policy.idleTimeout();
	}

	/**
	 * How long after it was made a session is to be replaced. At least a part of the
	 * window is left for that, whatever jitter and threshold are.
	 * @param life the life that the service gave
	 * @param chance a random number from 0 to 1
	 */
	Duration refreshAfter(Duration life, double chance) {
		Duration window = min(this.policy.refreshBeforeExpiry(), scaled(life, 0.5));
		Duration serves = servesFor(life);
		Duration begin = min(life.minus(window), serves.minus(scaled(window, 0.5)));
		Duration longestSpread = scaled(serves.minus(begin), LONGEST_SPREAD);
		return begin.plus(min(scaled(window, this.policy.refreshJitter() * chance), longestSpread));
	}

	/**
	 * How long after it was made a session is to be replaced that took the place of no
	 * other, or was made after failures. Many such sessions may have been made at one
	 * moment, here and elsewhere.
	 * @param life the life that the service gave
	 * @param chance a random number from 0 to 1
	 */
	Duration firstRefreshAfter(Duration life, double chance) {
		if (this.policy.refreshJitter() == 0) {
			return refreshAfter(life, chance);
		}
		return scaled(refreshAfter(life, 1), EARLIEST_FIRST_REFRESH + (1 - EARLIEST_FIRST_REFRESH) * chance);
	}

	/**
	 * How long after it was made a session is to be replaced that instances share. All
	 * but a little of it is the same for all of them: whose moment comes first makes the
	 * next session, and by their own moments the others find it.
	 * <p>
	 * If nothing fails, at most two are made within one life, unless it is shorter than
	 * ten seconds: a session that is replaced early is not replaced so early that the
	 * next one would be due before its life is over.
	 * @param life the life that the service gave
	 * @param madeWithOthers whether many of other keys may have been made at its moment
	 * @param chanceOfAll a random number from 0 to 1 that is the same for all instances
	 * @param ownChance a random number from 0 to 1
	 */
	Duration sharedRefreshAfter(Duration life, boolean madeWithOthers, double chanceOfAll, double ownChance) {
		Duration earliest = earliestSharedRefreshAfter(life);
		Duration half = scaled(max(refreshAfter(life, 1), earliest).minus(earliest), 0.5);
		Duration begin = earliest;
		if (madeWithOthers && this.policy.refreshJitter() > 0) {
			Duration early = life.minus(earliest).plus(SHARED_AGE_ERROR.multipliedBy(2));
			begin = min(earliest, max(early, scaled(earliest, EARLIEST_FIRST_REFRESH)));
		}
		Duration common = begin.plus(scaled(earliest.plus(half).minus(begin), chanceOfAll));
		return common.plus(scaled(half, ownChance));
	}

	// A window of half of a life, reckoned by instances that take the session to be older
	// than it is, would make three in a life.
	private Duration earliestSharedRefreshAfter(Duration life) {
		Duration earliest = refreshAfter(life, 0);
		Duration latest = earliest.plus(scaled(servesFor(life).minus(earliest), 0.5));
		return max(earliest, min(scaled(life, 0.5).plus(SHARED_AGE_ERROR), latest));
	}

	/**
	 * How long after it was made a session signs nothing more, if it can be replaced.
	 * @param life the life that the service gave
	 */
	Duration servesFor(Duration life) {
		Duration threshold = min(this.policy.expiryThreshold(), scaled(life, 0.1));
		Duration floor = min(DATE_GRANULARITY, scaled(life, 0.5));
		return life.minus(max(threshold, floor));
	}

	/**
	 * How long to wait after a failed refresh while the old session still serves: a share
	 * of the time it has left, so that tries come closer as its end does.
	 * @param left for how long the old session serves
	 * @param chance a random number from 0 to 1
	 */
	Duration retryAfter(Duration left, double chance) {
		Duration share = scaled(left, (0.75 + chance / 2) / RETRIES_PER_LIFE_LEFT);
		return max(SHORTEST_RETRY, min(LONGEST_RETRY, share));
	}

	/**
	 * How long to wait after a failure while there is no session at all.
	 * @param failures failures in a row, at least 1
	 * @param passing whether the failure may pass by itself
	 * @param chance a random number from 0 to 1
	 */
	Duration retryWithoutSessionAfter(int failures, boolean passing, double chance) {
		Duration longest = passing ? LONGEST_RETRY_WITHOUT_SESSION : LONGEST_RETRY;
		Duration delay = SHORTEST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
		return scaled(min(delay, longest), 0.75 + chance / 2);
	}

	private static Duration scaled(Duration duration, double factor) {
		return Duration.ofNanos((long) (duration.toNanos() * factor));
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

}
