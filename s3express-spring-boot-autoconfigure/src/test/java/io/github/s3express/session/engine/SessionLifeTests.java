/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLookups;
import io.github.s3express.session.creation.ScriptedCreator;
import io.github.s3express.session.creation.VirtualTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How a session lives while nothing goes wrong: made once, refreshed, let go.
 */
class SessionLifeTests {

	private final ManagerFixture fixture = new ManagerFixture();

	private final VirtualTime time = this.fixture.time;

	private final ScriptedCreator creator = this.fixture.creator;

	private final SessionKey key = this.fixture.key();

	@Test
	void getWhenSessionServesShouldReturnItWithoutAskingTheService() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession first = manager.get(this.key);
		this.time.advance(Duration.ofSeconds(200));
		assertThat(manager.get(this.key)).isSameAs(first);
		assertThat(this.creator.count()).isOne();
		assertThat(manager.lookups()).isEqualTo(new SessionLookups(1, 1, 0));
	}

	@Test
	void getAsyncWhenManyCallersWaitShouldMakeOneSessionForAll() {
		S3ExpressSessionManager manager = this.fixture.start();
		List<CompletableFuture<S3ExpressSession>> waiters = IntStream.range(0, 200)
			.mapToObj((index) -> manager.getAsync(this.key))
			.toList();
		this.time.advance(Duration.ofSeconds(7));
		assertThat(waiters).noneMatch(CompletableFuture::isDone);
		S3ExpressSession session = this.creator.last().succeed();
		assertThat(waiters).allSatisfy((waiter) -> assertThat(waiter.join()).isSameAs(session));
		assertThat(this.creator.count()).isOne();
		assertThat(manager.lookups()).isEqualTo(new SessionLookups(0, 200, 0));
	}

	@Test
	void getAsyncWhenWaiterIsLateShouldFailThatWaiterAlone() {
		S3ExpressSessionManager manager = this.fixture.start();
		CompletableFuture<S3ExpressSession> early = manager.getAsync(this.key);
		this.time.advance(Duration.ofSeconds(9));
		CompletableFuture<S3ExpressSession> late = manager.getAsync(this.key);
		this.time.advance(Duration.ofMillis(999));
		assertThat(early).isNotDone();
		this.time.advance(Duration.ofMillis(1));
		assertThat(ManagerFixture.failureOf(early)).isInstanceOf(S3ExpressSessionException.class)
			.hasMessage("No session for %s within 10s; it is still being made for later callers",
					ManagerFixture.BUCKET);
		assertThat(late).isNotDone();
		S3ExpressSession session = this.creator.last().succeed();
		assertThat(late).isCompletedWithValue(session);
		assertThat(manager.lookups()).isEqualTo(new SessionLookups(0, 1, 1));
	}

	@Test
	void getAsyncWhenWaiterCancelsShouldDisturbNobody() {
		S3ExpressSessionManager manager = this.fixture.start();
		CompletableFuture<S3ExpressSession> gone = manager.getAsync(this.key);
		CompletableFuture<S3ExpressSession> patient = manager.getAsync(this.key);
		gone.cancel(true);
		S3ExpressSession session = this.creator.last().succeed();
		assertThat(patient).isCompletedWithValue(session);
	}

	@Test
	void getAsyncWhenNobodyWaitsAnyMoreShouldKeepTheSessionForLaterCallers() {
		S3ExpressSessionManager manager = this.fixture.start();
		manager.getAsync(this.key);
		this.time.advance(Duration.ofSeconds(20));
		S3ExpressSession session = this.creator.last().succeed();
		assertThat(manager.get(this.key)).isSameAs(session);
		assertThat(this.creator.count()).isOne();
	}

	@Test
	void getAsyncWhenAnsweredShouldLeaveNoDeadlineBehind() {
		S3ExpressSessionManager manager = this.fixture.start();
		manager.getAsync(this.key);
		manager.getAsync(this.key);
		assertThat(this.time.scheduledTasks()).isEqualTo(2);
		this.creator.last().succeed();
		assertThat(this.time.scheduledTasks()).isOne();
	}

	@Test
	void refreshWindowWhenItBeginsShouldReplaceTheSessionWhileTheOldOneServes() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession old = manager.get(this.key);
		this.creator.waitsForTheTest();
		this.time.advance(ManagerFixture.REFRESH_AFTER.minusNanos(1));
		assertThat(this.creator.count()).isOne();
		this.time.advance(Duration.ofNanos(1));
		assertThat(this.creator.count()).isEqualTo(2);
		assertThat(manager.get(this.key)).isSameAs(old);
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.REFRESHING);
		S3ExpressSession replacement = this.creator.last().succeed();
		assertThat(manager.get(this.key)).isSameAs(replacement).isNotSameAs(old);
		assertThat(this.fixture.eventNames()).containsExactly("Created", "Refreshed");
	}

	@Test
	void refreshWhenJitteredShouldSpreadOverItsShareOfTheWindow() {
		RefreshPolicy policy = RefreshPolicy.DEFAULT;
		assertThat(new SlotTiming(policy).refreshAfter(ManagerFixture.LIFE, 0)).isEqualTo(Duration.ofSeconds(225));
		assertThat(new SlotTiming(policy).refreshAfter(ManagerFixture.LIFE, 0.5)).isEqualTo(Duration.ofMillis(232_500));
		assertThat(new SlotTiming(policy).refreshAfter(ManagerFixture.LIFE, 1)).isEqualTo(Duration.ofSeconds(240));
	}

	@Test
	void firstRefreshWhenJitteredShouldComeUpToNinetyPercentEarlier() {
		RefreshPolicy policy = RefreshPolicy.DEFAULT;
		assertThat(new SlotTiming(policy).firstRefreshAfter(ManagerFixture.LIFE, 0)).isEqualTo(Duration.ofSeconds(24));
		assertThat(new SlotTiming(policy).firstRefreshAfter(ManagerFixture.LIFE, 0.5))
			.isEqualTo(Duration.ofSeconds(132));
		assertThat(new SlotTiming(policy).firstRefreshAfter(ManagerFixture.LIFE, 1)).isEqualTo(Duration.ofSeconds(240));
		assertThat(new SlotTiming(ManagerFixture.POLICY).firstRefreshAfter(ManagerFixture.LIFE, 0))
			.isEqualTo(ManagerFixture.REFRESH_AFTER);
	}

	@Test
	void refreshOfASharedSessionShouldLetAtMostTwoBeMadeInOneLife() {
		SlotTiming timing = new SlotTiming(RefreshPolicy.DEFAULT);
		assertThat(timing.sharedRefreshAfter(ManagerFixture.LIFE, true, 0, 0)).isEqualTo(Duration.ofSeconds(79));
		assertThat(timing.sharedRefreshAfter(ManagerFixture.LIFE, true, 1, 1)).isEqualTo(Duration.ofSeconds(240));
		assertThat(timing.sharedRefreshAfter(ManagerFixture.LIFE, false, 0, 0)).isEqualTo(Duration.ofSeconds(225));
		assertThat(timing.sharedRefreshAfter(ManagerFixture.LIFE, false, 1, 1)).isEqualTo(Duration.ofSeconds(240));
		// A window of half of the life, less what its age may be mistaken by.
		Duration minute = Duration.ofMinutes(1);
		assertThat(timing.sharedRefreshAfter(minute, false, 0, 0)).isEqualTo(Duration.ofSeconds(32));
		assertThat(timing.sharedRefreshAfter(minute, true, 0, 0)).isEqualTo(Duration.ofSeconds(32));
		// So short a life ends before that.
		assertThat(timing.sharedRefreshAfter(Duration.ofSeconds(4), true, 0, 0)).isEqualTo(Duration.ofMillis(2_500));
	}

	@Test
	void refreshWhenSessionIsTheFirstShouldBeSpreadWiderThanLaterOnes() {
		this.fixture.policy(RefreshPolicy.DEFAULT).random(() -> 0).keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.time.advance(Duration.ofSeconds(24 + 225));
		assertThat(this.creator.moments()).containsExactly(Duration.ZERO, Duration.ofSeconds(24),
				Duration.ofSeconds(24 + 225));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 8, 10, 30, 120, 180, 300, 3600 })
	void refreshWhenLifeIsAnyShouldBeginAndLeaveTimeBeforeTheSessionEnds(int seconds) {
		Duration life = Duration.ofSeconds(seconds);
		for (RefreshPolicy policy : List.of(RefreshPolicy.DEFAULT, ManagerFixture.POLICY,
				new RefreshPolicy(Duration.ofSeconds(75), 1, Duration.ofSeconds(5), Duration.ofMinutes(1)),
				new RefreshPolicy(Duration.ofSeconds(20), 1, Duration.ofSeconds(19), Duration.ofMinutes(1)))) {
			Duration serves = new SlotTiming(policy).servesFor(life);
			Duration window = (policy.refreshBeforeExpiry().compareTo(life.dividedBy(2)) < 0)
					? policy.refreshBeforeExpiry() : life.dividedBy(2);
			assertThat(serves).isPositive().isLessThan(life);
			assertThat(new SlotTiming(policy).refreshAfter(life, 1)).isPositive()
				.isLessThanOrEqualTo(serves.minus(window.dividedBy(8)));
			assertThat(new SlotTiming(policy).refreshAfter(life, 0)).isPositive()
				.isLessThanOrEqualTo(new SlotTiming(policy).refreshAfter(life, 1));
		}
	}

	@Test
	void windowWhenLongerThanHalfOfTheLifeShouldBeCutToHalf() {
		assertThat(new SlotTiming(ManagerFixture.POLICY).refreshAfter(Duration.ofSeconds(120), 0))
			.isEqualTo(Duration.ofSeconds(60));
		assertThat(new SlotTiming(ManagerFixture.POLICY).refreshAfter(Duration.ofSeconds(160), 0))
			.isEqualTo(Duration.ofSeconds(85));
	}

	@Test
	void thresholdWhenLongerThanATenthOfTheLifeShouldBeCutToATenthButNotBelowASecond() {
		assertThat(new SlotTiming(ManagerFixture.POLICY).servesFor(Duration.ofSeconds(300)))
			.isEqualTo(Duration.ofSeconds(295));
		assertThat(new SlotTiming(ManagerFixture.POLICY).servesFor(Duration.ofSeconds(30)))
			.isEqualTo(Duration.ofSeconds(27));
		assertThat(new SlotTiming(ManagerFixture.POLICY).servesFor(Duration.ofSeconds(8)))
			.isEqualTo(Duration.ofSeconds(7));
		assertThat(new SlotTiming(ManagerFixture.POLICY).servesFor(Duration.ofSeconds(1)))
			.isEqualTo(Duration.ofMillis(500));
	}

	@Test
	void getWhenServiceGivesTwoMinutesShouldNotCountOnFive() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce().gives(Duration.ofMinutes(2));
		manager.get(this.key);
		this.time.advance(Duration.ofSeconds(180));
		assertThat(this.creator.moments()).containsExactly(Duration.ZERO, Duration.ofSeconds(60),
				Duration.ofSeconds(120), Duration.ofSeconds(180));
	}

	@Test
	void getWhenServiceGivesSessionsOfCenturiesShouldStillAnswer() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce().gives(Duration.ofDays(400_000));
		assertThat(manager.getAsync(this.key)).isCompleted();
		assertThat(manager.snapshots().get(0).remaining()).isEqualTo(Duration.ofDays(1));
	}

	@Test
	void getWhenLessThanTheThresholdIsLeftShouldNotReturnTheSession() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		// Unused by then, so that no replacement is under way.
		this.time.advance(ManagerFixture.REFRESH_AFTER.plus(ManagerFixture.SERVES_FOR).minusNanos(1));
		assertThat(manager.snapshots().get(0).remaining()).isEqualTo(Duration.ofSeconds(5).plusNanos(1));
		this.creator.waitsForTheTest();
		this.time.advance(Duration.ofNanos(1));
		assertThat(manager.getIfPresent(this.key)).isNull();
		assertThat(manager.getAsync(this.key)).isNotDone();
	}

	@ParameterizedTest
	@ValueSource(ints = { -10, 10 })
	void getWhenWallClockJumpsShouldChangeNothing(int minutes) {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession session = manager.get(this.key);
		this.time.setWallClock(Duration.ofMinutes(minutes));
		this.time.advance(ManagerFixture.REFRESH_AFTER.minusNanos(1));
		assertThat(manager.get(this.key)).isSameAs(session);
		this.time.setWallClock(Duration.ofMinutes(-2 * minutes));
		this.time.advance(Duration.ofNanos(1).plus(ManagerFixture.REFRESH_AFTER));
		assertThat(this.creator.moments()).containsExactly(Duration.ZERO, ManagerFixture.REFRESH_AFTER,
				ManagerFixture.REFRESH_AFTER.multipliedBy(2));
	}

	@Test
	void sessionWhenUnusedForLongShouldBeRefreshedNoMoreAndLetGo() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		// Refreshed after 225 s, since it was used; not used since, so not refreshed at
		// 450 s, ended at 520 s, forgotten at 600 s.
		this.time.advance(Duration.ofSeconds(519));
		assertThat(this.creator.count()).isEqualTo(2);
		assertThat(manager.getIfPresent(this.fixture.key(ManagerFixture.bucket(1)))).isNull();
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.IDLE);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.fixture.eventNames()).containsExactly("Created", "Refreshed", "Expired");
		this.time.advance(Duration.ofSeconds(80));
		assertThat(manager.snapshots()).isEmpty();
		assertThat(this.time.scheduledTasks()).isZero();
		assertThat(this.creator.count()).isEqualTo(2);
		assertThat(this.fixture.eventNames()).containsExactly("Created", "Refreshed", "Expired", "Released");
	}

	@Test
	void sessionWhenUsedAgainBeforeItsEndShouldBeRefreshedAtOnce() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.time.advance(Duration.ofSeconds(500));
		assertThat(this.creator.count()).isEqualTo(2);
		manager.get(this.key);
		this.time.settle();
		assertThat(this.creator.count()).isEqualTo(3);
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.FRESH);
	}

	@Test
	void sessionWhenUsedNowAndThenShouldBeRefreshedForGood() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		for (int minute = 0; minute < 60; minute++) {
			assertThat(manager.getAsync(this.key)).isCompleted();
			this.time.advance(Duration.ofMinutes(1));
		}
		assertThat(this.creator.count()).isEqualTo(17);
		assertThat(manager.lookups()).isEqualTo(new SessionLookups(59, 1, 0));
	}

	@Test
	void sessionWhenKeptWarmShouldBeRefreshedThoughUnused() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.time.advance(Duration.ofHours(24));
		assertThat(this.creator.count()).isEqualTo(1 + 24 * 3600 / 225);
		assertThat(manager.getIfPresent(this.key)).isNotNull();
		assertThat(this.fixture.eventNames()).doesNotContain("Expired", "Released");
	}

	@Test
	void sessionWhenConfiguredButNotKeptWarmShouldGoAndItsSlotStay() {
		this.fixture.configured(false, ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.time.advance(Duration.ofHours(1));
		assertThat(this.creator.count()).isEqualTo(2);
		assertThat(manager.snapshots()).singleElement()
			.satisfies((snapshot) -> assertThat(snapshot.freshness()).isEqualTo(SessionFreshness.IDLE));
		assertThat(this.time.scheduledTasks()).isZero();
	}

	@Test
	void startWhenNothingIsAskedForShouldMakeNoSession() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.time.advance(Duration.ofHours(1));
		assertThat(this.creator.count()).isZero();
		assertThat(manager.snapshots()).singleElement()
			.satisfies((snapshot) -> assertThat(snapshot.freshness()).isEqualTo(SessionFreshness.PENDING));
	}

	@Test
	void refreshWhenCalledShouldReplaceTheSessionNow() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession old = manager.get(this.key);
		S3ExpressSession replacement = manager.refresh(this.key).join();
		assertThat(replacement).isNotSameAs(old);
		assertThat(manager.get(this.key)).isSameAs(replacement);
		assertThat(manager.lookups()).isEqualTo(new SessionLookups(1, 1, 0));
	}

	@Test
	void refreshWhenSessionIsBeingMadeShouldJoin() {
		S3ExpressSessionManager manager = this.fixture.start();
		CompletableFuture<S3ExpressSession> waiter = manager.getAsync(this.key);
		CompletableFuture<S3ExpressSession> refresh = manager.refresh(this.key);
		S3ExpressSession session = this.creator.last().succeed();
		assertThat(this.creator.count()).isOne();
		assertThat(waiter).isCompletedWithValue(session);
		assertThat(refresh).isCompletedWithValue(session);
	}

	@Test
	void getWhenMinimumLifeIsLeftShouldReturnTheSession() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession session = manager.get(this.key);
		this.time.advance(Duration.ofSeconds(60));
		assertThat(manager.get(this.key, Duration.ofSeconds(240))).isSameAs(session);
		assertThat(manager.get(this.key, Duration.ofSeconds(241))).isNotSameAs(session);
		assertThat(this.creator.count()).isEqualTo(2);
		assertThat(manager.lookups()).isEqualTo(new SessionLookups(1, 2, 0));
	}

	@Test
	void getWhenServiceGivesShorterSessionsThanTheMinimumLifeShouldSaySoAndNotTryAgainAtOnce() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce().gives(Duration.ofMinutes(2));
		for (int call = 0; call < 10; call++) {
			assertThatExceptionOfType(S3ExpressSessionException.class)
				.isThrownBy(() -> manager.get(this.key, Duration.ofMinutes(3)))
				.withMessage("No session for %s that lives 3m: the service gives sessions of 2m at present; "
						+ "ask for less", ManagerFixture.BUCKET);
		}
		assertThat(this.creator.count()).isOne();
		this.time.advance(Duration.ofSeconds(10));
		this.creator.gives(Duration.ofMinutes(5));
		assertThat(manager.get(this.key, Duration.ofMinutes(3)).life()).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void getWhenSessionInUseHappensToBeShortShouldTryForALongerOneAtOnce() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce().gives(Duration.ofMinutes(2));
		manager.get(this.key);
		this.creator.gives(Duration.ofMinutes(5));
		assertThat(manager.get(this.key, Duration.ofMinutes(3)).life()).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void getWhenMinimumLifeIsLongerThanSessionsLastShouldRefuse() {
		S3ExpressSessionManager manager = this.fixture.start();
		assertThatIllegalArgumentException().isThrownBy(() -> manager.get(this.key, Duration.ofSeconds(301)))
			.withMessage("A session that lives 301s was asked for, but none lives longer than 5m; ask for less");
		this.creator.answersAtOnce();
		assertThat(manager.get(this.key, Duration.ofMinutes(5))).isNotNull();
	}

	@Test
	void releaseWhenSessionIsInUseShouldDropItUntilSomebodyAsks() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession old = manager.get(this.key);
		assertThat(manager.release(this.key)).isTrue();
		this.time.advance(Duration.ofHours(1));
		assertThat(this.creator.count()).isOne();
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.IDLE);
		assertThat(manager.get(this.key)).isNotSameAs(old);
		this.time.advance(ManagerFixture.REFRESH_AFTER);
		assertThat(this.creator.count()).isEqualTo(3);
		assertThat(this.fixture.eventNames()).containsExactly("Created", "Released", "Created", "Refreshed");
	}

	@Test
	void releaseWhenSessionIsBeingMadeShouldLeaveItToThoseWhoWait() {
		S3ExpressSessionManager manager = this.fixture.start();
		CompletableFuture<S3ExpressSession> waiter = manager.getAsync(this.key);
		manager.release(this.key);
		S3ExpressSession session = this.creator.last().succeed();
		assertThat(waiter).isCompletedWithValue(session);
		assertThat(manager.get(this.key)).isSameAs(session);
		assertThat(this.creator.count()).isOne();
	}

	@Test
	void releaseWhenOnDemandShouldForgetTheKeyOnceIdle() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		manager.release(this.key);
		this.time.advance(Duration.ofMinutes(10).minusNanos(1));
		assertThat(manager.snapshots()).hasSize(1);
		this.time.advance(Duration.ofNanos(1));
		assertThat(manager.snapshots()).isEmpty();
	}

	@Test
	void releaseWhenKeyIsUnknownShouldSaySo() {
		assertThat(this.fixture.start().release(this.key)).isFalse();
		assertThat(this.fixture.events).isEmpty();
	}

	@Test
	void stopWhenSessionsAreHeldShouldForgetThemAndScheduleNothing() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		manager.stop();
		assertThat(manager.isRunning()).isFalse();
		assertThat(manager.getIfPresent(this.key)).isNull();
		assertThat(manager.snapshots()).isEmpty();
		assertThat(this.time.scheduledTasks()).isZero();
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> manager.get(this.key))
			.withMessage("No session for %s: the session manager has been stopped", ManagerFixture.BUCKET);
		assertThat(ManagerFixture.failureOf(manager.getAsync(this.key))).isInstanceOf(S3ExpressSessionException.class);
		assertThat(ManagerFixture.failureOf(manager.refresh(this.key))).isInstanceOf(S3ExpressSessionException.class);
		assertThat(manager.invalidate(ManagerFixture.BUCKET, "TOKEN1")).isFalse();
		assertThat(manager.release(this.key)).isFalse();
	}

	@Test
	void stopWhenSessionIsBeingMadeShouldTellWhoeverWaitsAndIgnoreTheAnswer() {
		S3ExpressSessionManager manager = this.fixture.start();
		CompletableFuture<S3ExpressSession> waiter = manager.getAsync(this.key);
		manager.stop();
		assertThat(ManagerFixture.failureOf(waiter)).isInstanceOf(S3ExpressSessionException.class)
			.hasMessageEndingWith("the session manager has been stopped");
		this.creator.last().succeed();
		assertThat(this.fixture.events).isEmpty();
		assertThat(this.time.scheduledTasks()).isZero();
	}

	@Test
	void startWhenStoppedShouldBeginWithNewSessions() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession old = manager.get(this.key);
		manager.start();
		assertThat(manager.get(this.key)).isSameAs(old);
		manager.stop();
		manager.stop();
		manager.start();
		assertThat(manager.isRunning()).isTrue();
		assertThat(manager.getIfPresent(this.key)).isNull();
		assertThat(manager.get(this.key)).isNotSameAs(old);
	}

}
