/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionLookups;
import io.github.s3express.session.SessionSnapshot;
import io.github.s3express.session.creation.ScriptedCreator;
import io.github.s3express.session.creation.VirtualTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What happens when CreateSession fails.
 */
class SessionFailureTests {

	private static final Throwable BUSY = ScriptedCreator.answer(503, "ServiceUnavailable");

	private static final Throwable DENIED = ScriptedCreator.answer(403, "AccessDenied");

	// No creation is given up while a session lives.
	private static final SessionLimits PATIENT = new SessionLimits(Duration.ofSeconds(100), 10, 16);

	private final ManagerFixture fixture = new ManagerFixture();

	private final VirtualTime time = this.fixture.time;

	private final ScriptedCreator creator = this.fixture.creator;

	private final SessionKey key = this.fixture.key();

	@Test
	void refreshWhenItFailsShouldLetTheOldSessionServeToItsEnd() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession old = manager.get(this.key);
		this.creator.failsWith(BUSY);
		for (int second = 0; second < 300; second++) {
			assertThat(manager.get(this.key)).isSameAs(old);
			this.time.advance(Duration.ofSeconds(1));
		}
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> manager.get(this.key));
	}

	@Test
	void refreshWhenItIsLateShouldLetTheOldSessionServeToItsEnd() {
		S3ExpressSessionManager manager = this.fixture.limits(PATIENT).start();
		this.creator.answersAtOnce();
		S3ExpressSession old = manager.get(this.key);
		this.creator.waitsForTheTest();
		this.time.advance(ManagerFixture.SERVES_FOR);
		assertThat(manager.getIfPresent(this.key)).isNull();
		assertThat(manager.getAsync(this.key)).isCompletedWithValue(old);
		assertThat(manager.getIfPresent(this.key)).isSameAs(old);
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.REFRESHING);
		this.time.advance(Duration.ofSeconds(5).minusNanos(1));
		assertThat(manager.get(this.key)).isSameAs(old);
		this.time.advance(Duration.ofNanos(1));
		assertThat(manager.getAsync(this.key)).isNotDone();
	}

	@Test
	void refreshWhenItFailsAfterTheThresholdShouldLetTheOldSessionServeToItsEnd() {
		S3ExpressSessionManager manager = this.fixture.limits(PATIENT).start();
		this.creator.answersAtOnce();
		S3ExpressSession old = manager.get(this.key);
		this.creator.waitsForTheTest();
		this.time.advance(ManagerFixture.SERVES_FOR);
		CompletableFuture<S3ExpressSession> refresh = manager.refresh(this.key);
		this.creator.last().fail(BUSY);
		assertThat(ManagerFixture.failureOf(refresh)).hasCause(BUSY);
		assertThat(manager.get(this.key)).isSameAs(old);
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.STALE);
		assertThat(this.fixture.eventNames()).containsExactly("Created", "RefreshFailed");
		this.creator.failsWith(BUSY);
		this.time.advance(Duration.ofSeconds(5));
		assertThat(manager.getAsync(this.key)).isCompletedExceptionally();
	}

	@Test
	void refreshWhenItFailsShouldBackOffByAShareOfTheTimeLeftAndGoOnToTheEnd() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.creator.failsWith(BUSY);
		this.time.advance(ManagerFixture.LIFE);
		List<Duration> moments = this.creator.moments();
		assertThat(moments.get(1)).isEqualTo(ManagerFixture.REFRESH_AFTER);
		// 75 s are left: a quarter of that, with chance in its middle.
		assertThat(moments.get(2).minus(moments.get(1))).isEqualTo(Duration.ofMillis(18_750));
		assertThat(moments.get(3).minus(moments.get(2))).isEqualTo(Duration.ofNanos(14_062_500_000L));
		assertThat(moments).hasSizeBetween(15, 25);
		assertThat(moments.get(moments.size() - 1)).isGreaterThan(ManagerFixture.LIFE.minusMillis(600));
	}

	@Test
	void refreshWhenItSucceedsAfterFailuresShouldGoBackToTheOrdinaryPace() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.creator.failsWith(BUSY);
		this.time.advance(ManagerFixture.REFRESH_AFTER);
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.STALE);
		this.creator.answersAtOnce();
		this.time.advance(Duration.ofMillis(18_750));
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.FRESH);
		int made = this.creator.count();
		this.time.advance(ManagerFixture.REFRESH_AFTER.minusNanos(1));
		assertThat(this.creator.count()).isEqualTo(made);
		assertThat(this.fixture.events.get(2)).isInstanceOfSatisfying(SessionEvent.Refreshed.class,
				(refreshed) -> assertThat(refreshed.failuresBefore()).isOne());
	}

	@Test
	void refreshWhenItSucceedsAfterFailuresShouldBeSpreadLikeAFirstSession() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.policy(RefreshPolicy.DEFAULT).random(() -> 0).start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.time.advance(Duration.ofSeconds(24));
		assertThat(this.creator.count()).isEqualTo(2);
		this.creator.failsWith(BUSY);
		this.time.advance(Duration.ofSeconds(225));
		assertThat(this.creator.count()).isEqualTo(3);
		this.creator.answersAtOnce();
		// Tried again after 14 s.
		this.time.advance(Duration.ofSeconds(15));
		assertThat(this.creator.count()).isEqualTo(4);
		this.time.advance(Duration.ofSeconds(24));
		assertThat(this.creator.count()).isEqualTo(5);
		this.time.advance(Duration.ofSeconds(224));
		assertThat(this.creator.count()).isEqualTo(5);
	}

	@Test
	void retryAfterWhenLittleOrMuchIsLeftShouldStayInItsBounds() {
		RefreshPolicy policy = RefreshPolicy.DEFAULT;
		assertThat(new SlotTiming(policy).retryAfter(Duration.ofSeconds(40), 0)).isEqualTo(Duration.ofMillis(7_500));
		assertThat(new SlotTiming(policy).retryAfter(Duration.ofSeconds(40), 1)).isEqualTo(Duration.ofMillis(12_500));
		assertThat(new SlotTiming(policy).retryAfter(Duration.ofSeconds(1), 0)).isEqualTo(Duration.ofMillis(500));
		assertThat(new SlotTiming(policy).retryAfter(Duration.ofHours(1), 0)).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void retryWithoutSessionAfterWhenFailuresAddUpShouldDoubleUpToItsBound() {
		RefreshPolicy policy = RefreshPolicy.DEFAULT;
		assertThat(new SlotTiming(policy).retryWithoutSessionAfter(1, true, 0.5)).isEqualTo(Duration.ofMillis(500));
		assertThat(new SlotTiming(policy).retryWithoutSessionAfter(3, true, 0.5)).isEqualTo(Duration.ofSeconds(2));
		assertThat(new SlotTiming(policy).retryWithoutSessionAfter(3, true, 0)).isEqualTo(Duration.ofMillis(1_500));
		assertThat(new SlotTiming(policy).retryWithoutSessionAfter(3, true, 1)).isEqualTo(Duration.ofMillis(2_500));
		assertThat(new SlotTiming(policy).retryWithoutSessionAfter(1_000, true, 0.5)).isEqualTo(Duration.ofSeconds(2));
		assertThat(new SlotTiming(policy).retryWithoutSessionAfter(1_000, false, 0.5))
			.isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void getWhenSessionHasExpiredShouldFailFastWithTheCauseBetweenSpacedTries() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.creator.failsWith(BUSY);
		this.time.advance(ManagerFixture.LIFE);
		int tries = this.creator.count();
		for (int call = 0; call < 1_000; call++) {
			assertThat(ManagerFixture.failureOf(manager.getAsync(this.key)))
				.isInstanceOfSatisfying(S3ExpressSessionException.class, (failure) -> {
					assertThat(failure.statusCode()).isEqualTo(503);
					assertThat(failure.errorCode()).isEqualTo("ServiceUnavailable");
					assertThat(failure.requestId()).isEqualTo("REQUEST1");
					assertThat(failure.key()).isEqualTo(this.key);
					assertThat(failure).hasCause(BUSY);
				});
		}
		assertThat(this.creator.count()).isEqualTo(tries);
		assertThat(manager.lookups().errors()).isEqualTo(1_000);
	}

	@Test
	void getWhenCreationFailsShouldSpaceTriesFurtherAndFurther() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.failsWith(DENIED);
		for (int tenth = 0; tenth < 3_000; tenth++) {
			assertThat(manager.getAsync(this.key)).isCompletedExceptionally();
			this.time.advance(Duration.ofMillis(100));
		}
		assertThat(this.creator.moments()).startsWith(Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(1_500),
				Duration.ofMillis(3_500), Duration.ofMillis(7_500), Duration.ofMillis(15_500),
				Duration.ofMillis(31_500), Duration.ofMillis(61_500));
		assertThat(this.creator.count()).isEqualTo(15);
	}

	@Test
	void getWhenNeverMadeShouldLeaveFurtherTriesToCallers() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.failsWith(ScriptedCreator.answer(404, "NoSuchBucket"));
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> manager.get(this.key))
			.satisfies((failure) -> assertThat(failure.isPassing()).isFalse())
			.withMessageContaining("NoSuchBucket")
			.withMessageContaining(ManagerFixture.BUCKET);
		this.time.advance(Duration.ofMinutes(9));
		assertThat(this.creator.count()).isOne();
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.FAILED);
		this.time.advance(Duration.ofMinutes(1));
		assertThat(manager.snapshots()).isEmpty();
	}

	@Test
	void getWhenNeverMadeButKeptWarmShouldTryByItself() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.failsWith(BUSY);
		assertThat(manager.getAsync(this.key)).isCompletedExceptionally();
		this.time.advance(Duration.ofMinutes(10));
		assertThat(this.creator.count()).isGreaterThan(100);
		this.creator.answersAtOnce();
		this.time.advance(Duration.ofSeconds(5));
		assertThat(manager.getIfPresent(this.key)).isNotNull();
	}

	@Test
	void getWhenNeverMadeButConfiguredShouldTryByItselfUntilIdleAndThenForgetTheFailure() {
		this.fixture.configured(false, ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.failsWith(DENIED);
		assertThat(manager.getAsync(this.key)).isCompletedExceptionally();
		this.time.advance(Duration.ofMinutes(9));
		int tries = this.creator.count();
		assertThat(tries).isGreaterThan(15);
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.FAILED);
		this.time.advance(Duration.ofMinutes(2));
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.PENDING);
		assertThat(this.time.scheduledTasks()).isZero();
	}

	@Test
	void expiryWhenFailureMayPassShouldTryByItselfThoughNobodyAsks() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.creator.failsWith(BUSY);
		this.time.advance(ManagerFixture.LIFE);
		int tries = this.creator.count();
		this.time.advance(Duration.ofSeconds(60));
		assertThat(this.creator.count()).isGreaterThan(tries + 8);
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.EXPIRED);
		this.creator.answersAtOnce();
		this.time.advance(Duration.ofMillis(2_500));
		assertThat(manager.getIfPresent(this.key)).isNotNull();
	}

	@Test
	void expiryWhenFailureLastsShouldLeaveFurtherTriesToCallers() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.creator.failsWith(DENIED);
		this.time.advance(ManagerFixture.LIFE);
		int tries = this.creator.count();
		this.time.advance(Duration.ofSeconds(60));
		assertThat(this.creator.count()).isEqualTo(tries);
		this.creator.answersAtOnce();
		assertThat(manager.getAsync(this.key)).isCompleted();
	}

	@Test
	void waitersWhenCreationFailsShouldEachGetTheCauseWithTheirOwnException() {
		S3ExpressSessionManager manager = this.fixture.start();
		CompletableFuture<S3ExpressSession> first = manager.getAsync(this.key);
		CompletableFuture<S3ExpressSession> second = manager.getAsync(this.key);
		this.creator.last().fail(DENIED);
		Throwable one = ManagerFixture.failureOf(first);
		assertThat(one).isInstanceOf(S3ExpressSessionException.class).hasCause(DENIED);
		assertThat(ManagerFixture.failureOf(second)).isNotSameAs(one).hasMessage(one.getMessage()).hasCause(DENIED);
		assertThat(manager.lookups()).isEqualTo(new SessionLookups(0, 0, 2));
	}

	@Test
	void refreshWhenCalledBetweenSpacedTriesShouldTryNow() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.failsWith(DENIED);
		assertThat(manager.getAsync(this.key)).isCompletedExceptionally();
		this.creator.answersAtOnce();
		assertThat(manager.getAsync(this.key)).isCompletedExceptionally();
		assertThat(manager.refresh(this.key)).isCompleted();
		assertThat(manager.getIfPresent(this.key)).isNotNull();
	}

	@Test
	void refreshWhenCalledEarlyAndFailingShouldGoOnTrying() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession old = manager.get(this.key);
		this.creator.failsWith(BUSY);
		assertThat(manager.refresh(this.key)).isCompletedExceptionally();
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.STALE);
		assertThat(manager.get(this.key)).isSameAs(old);
		this.creator.answersAtOnce();
		this.time.advance(Duration.ofSeconds(30));
		assertThat(manager.get(this.key)).isNotSameAs(old);
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.FRESH);
	}

	@Test
	void creatorWhenItThrowsAnErrorShouldNotStrandWaitersOrLaterCallers() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.failsWith(new OutOfMemoryError("unable to create native thread"));
		assertThat(ManagerFixture.failureOf(manager.getAsync(this.key))).isInstanceOf(S3ExpressSessionException.class)
			.hasMessageContaining("unable to create native thread");
		this.creator.answersAtOnce();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(manager.getAsync(this.key)).isCompleted();
	}

	@Test
	void creationWhenItOutlastsTheOldSessionShouldReportItsEndOnce() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.limits(PATIENT).start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.creator.waitsForTheTest();
		this.time.advance(Duration.ofSeconds(300));
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.REFRESHING);
		assertThat(manager.snapshots().get(0).remaining()).isNull();
		this.creator.last().succeed();
		assertThat(this.fixture.eventNames()).containsExactly("Created", "Expired", "Created");
	}

	@Test
	void eventsWhenRefreshFailsAndSessionExpiresShouldTellTheStory() {
		S3ExpressSessionManager manager = this.fixture.limits(PATIENT).start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.creator.waitsForTheTest();
		this.time.advance(ManagerFixture.REFRESH_AFTER.plusSeconds(2));
		this.creator.last().fail(BUSY);
		assertThat(this.fixture.events.get(1)).isInstanceOfSatisfying(SessionEvent.RefreshFailed.class, (failed) -> {
			assertThat(failed.key()).isEqualTo(this.key);
			assertThat(failed.failures()).isOne();
			assertThat(failed.took()).isEqualTo(Duration.ofSeconds(2));
			assertThat(failed.left()).isEqualTo(Duration.ofSeconds(73));
			assertThat(failed.cause()).hasCause(BUSY);
		});
		this.time.advance(Duration.ofMillis(18_250));
		assertThat(this.creator.count()).isEqualTo(3);
		this.time.advance(Duration.ofSeconds(60));
		this.creator.last().fail(DENIED);
		assertThat(this.fixture.events.get(2)).isInstanceOfSatisfying(SessionEvent.Expired.class,
				(expired) -> assertThat(expired.cause()).hasCause(BUSY));
		assertThat(this.fixture.events.get(3)).isInstanceOfSatisfying(SessionEvent.CreationFailed.class, (failed) -> {
			assertThat(failed.failures()).isEqualTo(2);
			assertThat(failed.took()).isEqualTo(Duration.ofSeconds(60));
			assertThat(failed.cause()).hasCause(DENIED);
		});
		assertThat(this.fixture.events).hasSize(4);
	}

	@Test
	void snapshotWhenFailingShouldTellHowItStands() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession session = manager.get(this.key);
		this.creator.failsWith(BUSY);
		this.time.advance(Duration.ofSeconds(226));
		assertThat(manager.snapshots()).containsExactly(new SessionSnapshot(this.key, SessionFreshness.STALE,
				session.created(), session.expires(), Duration.ofSeconds(74), this.time.instant().minusSeconds(226), 1,
				"No session for %s: CreateSession answered 503 ServiceUnavailable: as told by the test (request id REQUEST1)"
					.formatted(ManagerFixture.BUCKET),
				false, SessionEncryption.BUCKET_DEFAULT));
	}

	@Test
	void sessionWhenIdleAndFailingShouldForgetTheFailure() {
		this.fixture.configured(false, ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.time.advance(Duration.ofSeconds(590));
		manager.refresh(this.key);
		this.creator.failsWith(BUSY);
		this.time.advance(Duration.ofSeconds(230));
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.IDLE);
		this.time.advance(Duration.ofSeconds(70));
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.IDLE);
		assertThat(this.fixture.events.get(this.fixture.events.size() - 1))
			.isEqualTo(new SessionEvent.Expired(this.key, null));
	}

}
