/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.FleetMark;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionEncryption;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The moments of a session's life, and how the tries after a failure are spaced.
 */
class SlotTimingTests {

	private static final Duration LIFE = Duration.ofMinutes(5);

	private static final SlotTiming TIMING = new SlotTiming(RefreshPolicy.DEFAULT);

	private static final SlotTiming WITHOUT_JITTER = new SlotTiming(
			new RefreshPolicy(Duration.ofSeconds(75), 0, Duration.ofSeconds(5), Duration.ofMinutes(10)));

	@ParameterizedTest
	@ValueSource(ints = { 1, 4, 8, 10, 30, 60, 120, 300, 3600 })
	void sharedRefreshWhenLifeIsAnyShouldComeWhileTheSessionServesAndLaterTheGreaterTheChances(int seconds) {
		Duration life = Duration.ofSeconds(seconds);
		for (boolean madeWithOthers : new boolean[] { false, true }) {
			Duration before = Duration.ZERO;
			for (int tenth = 0; tenth <= 10; tenth++) {
				double chance = tenth / 10.0;
				Duration first = TIMING.sharedRefreshAfter(life, madeWithOthers, chance, 0);
				Duration last = TIMING.sharedRefreshAfter(life, madeWithOthers, chance, 1);
				assertThat(first).isPositive().isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(last);
				assertThat(last).isLessThan(TIMING.servesFor(life));
				before = first;
			}
		}
	}

	@Test
	void sharedRefreshWhenMadeAloneShouldNotBeginBeforeTheWindowNorEndAfterIt() {
		assertThat(TIMING.sharedRefreshAfter(LIFE, false, 0, 0)).isEqualTo(TIMING.refreshAfter(LIFE, 0));
		assertThat(TIMING.sharedRefreshAfter(LIFE, false, 1, 1)).isEqualTo(TIMING.refreshAfter(LIFE, 1));
	}

	@Test
	void sharedRefreshShouldBeTheSameForAllInstancesButForHalfOfTheJitter() {
		Duration half = TIMING.refreshAfter(LIFE, 1).minus(TIMING.refreshAfter(LIFE, 0)).dividedBy(2);
		for (boolean madeWithOthers : new boolean[] { false, true }) {
			for (double chance : new double[] { 0, 0.5, 1 }) {
				Duration first = TIMING.sharedRefreshAfter(LIFE, madeWithOthers, chance, 0);
				Duration last = TIMING.sharedRefreshAfter(LIFE, madeWithOthers, chance, 1);
				assertThat(last.minus(first)).isEqualTo(half);
			}
		}
	}

	@Test
	void sharedRefreshWhenChanceOfAllIsInTheMiddleShouldComeInTheMiddleOfWhatItSpreadsOver() {
		assertThat(TIMING.sharedRefreshAfter(LIFE, false, 0.5, 0)).isEqualTo(Duration.ofMillis(228_750));
		Duration first = TIMING.sharedRefreshAfter(LIFE, true, 0, 0);
		Duration last = TIMING.sharedRefreshAfter(LIFE, true, 1, 0);
		assertThat(TIMING.sharedRefreshAfter(LIFE, true, 0.5, 0)).isEqualTo(first.plus(last).dividedBy(2));
	}

	@ParameterizedTest
	@ValueSource(ints = { 30, 60, 120, 300 })
	void sharedRefreshWhenMadeWithOthersShouldNotComeSoEarlyThatAThirdIsMadeInTheLife(int seconds) {
		Duration life = Duration.ofSeconds(seconds);
		Duration early = TIMING.sharedRefreshAfter(life, true, 0, 0);
		Duration next = TIMING.sharedRefreshAfter(life, false, 0, 0);
		// An instance may take what it found for older than it is, twice by two seconds.
		assertThat(early.plus(next)).isGreaterThanOrEqualTo(life.plusSeconds(4));
		assertThat(early).isLessThanOrEqualTo(next);
	}

	@Test
	void sharedRefreshWhenMadeWithOthersShouldNotComeBeforeATenthOfALongLife() {
		Duration life = Duration.ofHours(1);
		assertThat(TIMING.sharedRefreshAfter(life, true, 0, 0)).isEqualTo(TIMING.refreshAfter(life, 0).dividedBy(10));
	}

	@Test
	void sharedRefreshWhenThereIsNoJitterShouldComeAtOneMomentForAll() {
		for (boolean madeWithOthers : new boolean[] { false, true }) {
			assertThat(WITHOUT_JITTER.sharedRefreshAfter(LIFE, madeWithOthers, 0, 0))
				.isEqualTo(Duration.ofSeconds(225));
			assertThat(WITHOUT_JITTER.sharedRefreshAfter(LIFE, madeWithOthers, 1, 1))
				.isEqualTo(Duration.ofSeconds(225));
		}
	}

	@Test
	void refreshWhenThresholdLeavesLittleOfTheWindowShouldKeepHalfOfTheWindowFree() {
		SlotTiming timing = new SlotTiming(
				new RefreshPolicy(Duration.ofSeconds(20), 0, Duration.ofSeconds(19), Duration.ofMinutes(10)));
		assertThat(timing.servesFor(LIFE)).isEqualTo(Duration.ofSeconds(281));
		assertThat(timing.refreshAfter(LIFE, 0)).isEqualTo(Duration.ofSeconds(271));
	}

	@Test
	void refreshWhenJitterIsTheWholeWindowShouldLeaveAQuarterOfTheTimeThatTheSessionServes() {
		SlotTiming timing = new SlotTiming(
				new RefreshPolicy(Duration.ofSeconds(75), 1, Duration.ofSeconds(5), Duration.ofMinutes(10)));
		// From 225 s to the threshold at 295 s.
		assertThat(timing.refreshAfter(LIFE, 1)).isEqualTo(Duration.ofMillis(225_000 + 52_500));
		assertThat(timing.refreshAfter(LIFE, 0.5)).isEqualTo(Duration.ofMillis(225_000 + 37_500));
	}

	@ParameterizedTest
	@CsvSource({ "PT80S,0,PT15S", "PT80S,1,PT25S", "PT10M,1,PT30S", "PT1S,0,PT0.5S", "PT0S,1,PT0.5S" })
	void retryWhenSessionServesShouldWaitAQuarterOfWhatIsLeftButNeitherLessThanHalfASecondNorMoreThanThirty(
			Duration left, double chance, Duration wait) {
		assertThat(TIMING.retryAfter(left, chance)).isEqualTo(wait);
	}

	@ParameterizedTest
	@CsvSource({ "1,true,0.5,PT0.5S", "2,true,0.5,PT1S", "3,true,0.5,PT2S", "4,true,0.5,PT2S", "1,true,0,PT0.375S",
			"1,true,1,PT0.625S", "3,false,0.5,PT2S", "6,false,0.5,PT16S", "7,false,0.5,PT30S", "1000,false,0.5,PT30S",
			"1000,true,1,PT2.5S" })
	void retryWhenThereIsNoSessionShouldDoubleTheWaitUpToTwoSecondsOrThirtyIfTheFailureLasts(int failures,
			boolean passing, double chance, Duration wait) {
		assertThat(TIMING.retryWithoutSessionAfter(failures, passing, chance)).isEqualTo(wait);
	}

	@Test
	void leaseWhenSessionIsSharedShouldBeReplacedAtTheMomentOfAll() {
		S3ExpressSession alone = session(LIFE);
		S3ExpressSession shared = alone.shared(new FleetMark("key", "1", true, false, 0.5));
		S3ExpressSession early = alone.shared(new FleetMark("key", "1", true, true, 0));
		assertThat(lease(alone, Duration.ZERO).refreshAt).isEqualTo(TIMING.refreshAfter(LIFE, 0).toNanos());
		assertThat(lease(shared, Duration.ZERO).refreshAt)
			.isEqualTo(TIMING.sharedRefreshAfter(LIFE, false, 0.5, 0).toNanos());
		assertThat(lease(early, Duration.ZERO).refreshAt)
			.isEqualTo(TIMING.sharedRefreshAfter(LIFE, true, 0, 0).toNanos());
	}

	@Test
	void leaseWhenSessionLivesAsLongAsAskedShouldNotCountAsShorter() {
		assertThat(lease(session(LIFE), LIFE).shorterThanAsked).isFalse();
		assertThat(lease(session(LIFE), LIFE.plusNanos(1)).shorterThanAsked).isTrue();
	}

	@Test
	void leaseWhenSessionLivesForExactlyADayOrLongerShouldEndAfterADay() {
		for (Duration life : new Duration[] { Duration.ofDays(1), Duration.ofDays(2) }) {
			assertThat(lease(session(life), Duration.ZERO).expires).isEqualTo(Duration.ofDays(1).toNanos());
		}
	}

	@Test
	void leaseWhenUsedToItsEndShouldServeToTheLastNanosecondAndKeepWhatIsKnownOfIt() {
		Lease lease = lease(session(LIFE), LIFE.plusNanos(1)).thatServed();
		assertThat(lease.serves(Duration.ofSeconds(295).toNanos() - 1)).isTrue();
		assertThat(lease.serves(Duration.ofSeconds(295).toNanos())).isFalse();
		Lease toItsEnd = lease.toItsEnd();
		assertThat(toItsEnd.serves(LIFE.toNanos() - 1)).isTrue();
		assertThat(toItsEnd.serves(LIFE.toNanos())).isFalse();
		assertThat(toItsEnd).usingRecursiveComparison().ignoringFields("servesUntil").isEqualTo(lease);
		assertThat(toItsEnd.toItsEnd()).isSameAs(toItsEnd);
	}

	private static Lease lease(S3ExpressSession session, Duration asked) {
		return Lease.of(session, TIMING, 0, false, new SlotCreation(1, 0, true, true, asked));
	}

	private static S3ExpressSession session(Duration life) {
		return new S3ExpressSession(SlotOperations.KEY, S3ExpressSessionCredentials.create("key", "secret", "token"),
				Instant.EPOCH, Instant.EPOCH.plus(life), SessionEncryption.BUCKET_DEFAULT, 0);
	}

}
