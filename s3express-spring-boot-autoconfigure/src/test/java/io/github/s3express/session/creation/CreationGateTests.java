/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.creation.CreationRequest.Priority;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which calls of CreateSession are let through, when, and what one that hangs costs
 * others.
 */
class CreationGateTests {

	private static final Throwable SLOW_DOWN = ScriptedCreator.answer(503, "SlowDown");

	private static final Duration IN_PLACE = Duration.ofMillis(300);

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

	private final CreationFixture fixture = new CreationFixture();

	private final VirtualTime time = this.fixture.time;

	private final ScriptedCreator creator = this.fixture.creator;

	private CreationGate gate = gate(4);

	@Test
	void attemptWhenManyAreUnderWayShouldLetTheOthersWaitInOrder() {
		List<CompletableFuture<S3ExpressSession>> answers = createMany(10, Priority.CONFIGURED);
		assertThat(this.creator.count()).isEqualTo(4);
		this.creator.call(2).succeed();
		this.creator.call(0).fail(ScriptedCreator.answer(403, "AccessDenied"));
		assertThat(answers.get(2)).isCompleted();
		assertThat(answers.get(0)).isCompletedExceptionally();
		assertThat(this.creator.count()).isEqualTo(6);
		assertThat(this.creator.call(4).key()).isEqualTo(key(4));
		assertThat(this.creator.call(5).key()).isEqualTo(key(5));
	}

	@Test
	void attemptWhenOneBucketIsSlowShouldNotDelayOthers() {
		createMany(1);
		for (int number = 1; number < 100; number++) {
			CompletableFuture<S3ExpressSession> answer = attempt(key(number));
			this.creator.last().succeed();
			assertThat(answer).isCompleted();
		}
		assertThat(this.gate.pace(null, null)).isZero();
	}

	@Test
	void attemptWhenDelegateThrowsShouldFreeThePlace() {
		this.creator.failsWith(new OutOfMemoryError("unable to create native thread"));
		List<CompletableFuture<S3ExpressSession>> failed = createMany(20);
		assertThat(failed).allMatch(CompletableFuture::isCompletedExceptionally);
		this.creator.answersAtOnce();
		assertThat(attempt(key(0))).isCompleted();
	}

	@Test
	void attemptWhenManyAreAnsweredAtOnceShouldNotPileUpOnTheStack() {
		List<CompletableFuture<S3ExpressSession>> answers = createMany(20_000);
		this.creator.answersAtOnce();
		this.creator.call(0).succeed();
		assertThat(answers.subList(4, answers.size())).allMatch(CompletableFuture::isDone);
	}

	@Test
	void attemptWhenCallIsNotAnsweredShouldFailAtTheCallTimeoutAndTakeALateAnswer() {
		CompletableFuture<S3ExpressSession> answer = attempt(key(0));
		this.time.advance(CALL_TIMEOUT.minusNanos(1));
		assertThat(answer).isNotDone();
		this.time.advance(Duration.ofNanos(1));
		assertThat(CreationFixture.failureOf(answer)).isInstanceOfSatisfying(CallTimeoutException.class, (timeout) -> {
			assertThat(timeout).hasMessageContaining("bucket-0").hasMessageContaining("within PT3S (call-timeout)");
			assertThat(timeout.lateAnswer()).isNotDone();
			S3ExpressSession late = this.creator.call(0).succeed();
			assertThat(timeout.lateAnswer()).isCompletedWithValue(late);
		});
		assertThat(this.time.scheduledTasks()).isZero();
	}

	@Test
	void attemptWhenItIsTheFirstShouldLetTheCallGoOnAsLongAsACreationMayAndElseNot() {
		attempt(key(0));
		assertThat(this.creator.last().atMost()).isEqualTo(LONGEST_CALL);
		this.gate.attempt(CreationFixture.request(key(1)), true);
		assertThat(this.creator.last().atMost()).isEqualTo(CALL_TIMEOUT);
		this.time.advance(CALL_TIMEOUT);
		attempt(key(0));
		assertThat(this.creator.last().atMost()).isEqualTo(CALL_TIMEOUT);
	}

	@Test
	void attemptWhenAsManyCallsGoOnForLongAsThereArePlacesShouldBreakFurtherOnesOffInTime() {
		createMany(4, Priority.CONFIGURED);
		this.time.advance(IN_PLACE);
		assertThat(createMany(4, 4, Priority.CONFIGURED)).hasSize(4);
		assertThat(this.creator.count()).isEqualTo(8);
		assertThat(this.creator.call(3).atMost()).isEqualTo(LONGEST_CALL);
		assertThat(this.creator.call(4).atMost()).isEqualTo(CALL_TIMEOUT);
	}

	@Test
	void attemptWhenAllPlacesAreHeldByCallsThatHangShouldGoAheadOnceTheyHaveSteppedAside() {
		this.gate = gate(16);
		createMany(16);
		CompletableFuture<S3ExpressSession> healthy = attempt(key(17));
		this.time.advance(IN_PLACE);
		assertThat(this.creator.count(key(17))).isOne();
		this.creator.last().succeed();
		assertThat(healthy).isCompleted();
	}

	@Test
	void attemptWhenManyBucketsHangForEverShouldDelayNoHealthyColdBucketFromThenOn() {
		this.gate = gate(16);
		this.creator.breaksOff();
		keepTrying(0, 64, "use1-az4");
		this.time.advance(Duration.ofSeconds(20));
		for (int number = 100; number < 140; number++) {
			attempt(key(number));
			assertThat(this.creator.count(key(number))).isOne();
			this.creator.last().succeed();
			this.time.advance(Duration.ofMillis(500));
		}
	}

	@Test
	void attemptWhenManyBucketsHangShouldDelayNoConfiguredBucket() {
		this.gate = gate(16);
		this.creator.breaksOff();
		keepTrying(0, 64, "use1-az4");
		for (int number = 100; number < 160; number++) {
			attempt(key(number), Priority.CONFIGURED);
			assertThat(this.creator.count(key(number))).isOne();
			this.creator.last().succeed();
			this.time.advance(Duration.ofMillis(500));
		}
	}

	@Test
	void attemptWhenAZoneHangsShouldDelayNoOtherZone() {
		this.gate = gate(16);
		this.creator.breaksOff();
		keepTrying(0, 40, "use1-az4");
		for (int number = 100; number < 160; number++) {
			SessionKey other = key(number, "use1-az5");
			attempt(other);
			assertThat(this.creator.count(other)).isOne();
			this.creator.last().succeed();
			this.time.advance(Duration.ofMillis(500));
		}
	}

	@Test
	void attemptWhenConfiguredBucketsOfAZoneHangShouldDelayNoOtherZone() {
		this.gate = gate(16);
		this.creator.breaksOff();
		for (int number = 0; number < 40; number++) {
			keepTrying(key(number, "use1-az4"), Priority.CONFIGURED);
		}
		for (int number = 100; number < 160; number++) {
			SessionKey other = key(number, "use1-az5");
			attempt(other, Priority.CONFIGURED);
			assertThat(this.creator.count(other)).isOne();
			this.creator.last().succeed();
			this.time.advance(Duration.ofMillis(500));
		}
	}

	@Test
	void attemptWhenBucketThatHungAnswersShouldTakeItForHealthyAgain() {
		this.gate = gate(2);
		attempt(key(0));
		this.time.advance(CALL_TIMEOUT);
		this.creator.call(0).succeed();
		createMany(2, 1, Priority.CONFIGURED);
		attempt(key(0), Priority.CONFIGURED);
		assertThat(this.creator.count()).isEqualTo(3);
		assertThat(this.creator.count(key(0))).isOne();
	}

	@Test
	void attemptWhenOneBucketHasItsShareShouldLetOthersGoAhead() {
		this.gate = gate(16);
		for (int tenant = 0; tenant < 10; tenant++) {
			attempt(new SessionKey(name(0, "use1-az4"), SessionMode.DEFAULT, requester(tenant)));
		}
		assertThat(this.creator.count()).isEqualTo(4);
		attempt(key(1));
		assertThat(this.creator.count(key(1))).isOne();
	}

	@Test
	void attemptWhenRequestersCallsHangShouldDelayNoOtherPrincipal() {
		this.gate = gate(16);
		for (int number = 0; number < 64; number++) {
			SessionKey key = new SessionKey(name(number, "use1-az4"), SessionMode.DEFAULT, requester(number));
			keepTrying(key, Priority.ON_DEMAND);
		}
		for (int number = 0; number < 60; number++) {
			attempt(key(100 + number));
			assertThat(this.creator.count(key(100 + number))).isOne();
			this.creator.last().succeed();
			this.time.advance(Duration.ofMillis(500));
		}
	}

	@Test
	void attemptWhenOneRequestersCallsHangShouldDelayNoOtherRequester() {
		this.gate = gate(16);
		for (int number = 0; number < 10; number++) {
			attempt(new SessionKey(name(number, "use1-az4"), SessionMode.DEFAULT, requester(0)));
		}
		assertThat(this.creator.count()).isEqualTo(4);
		SessionKey other = new SessionKey(name(0, "use1-az4"), SessionMode.DEFAULT, requester(1));
		attempt(other);
		assertThat(this.creator.count(other)).isOne();
	}

	@Test
	void attemptWhenEarlierCallsForTheKeyNeverEndShouldFailWithoutOneMoreAndLeaveOthersAlone() {
		this.gate = gate(4);
		for (int call = 0; call < 3; call++) {
			attempt(key(0));
			this.time.advance(CALL_TIMEOUT);
		}
		assertThat(this.creator.count()).isEqualTo(3);
		CompletableFuture<S3ExpressSession> refused = attempt(key(0));
		assertThat(this.creator.count()).isEqualTo(3);
		assertThat(CreationFixture.failureOf(refused))
			.isInstanceOfSatisfying(S3ExpressSessionException.class,
					(failure) -> assertThat(failure.isPassing()).isTrue())
			.hasMessageContaining("earlier calls of CreateSession hang and cannot be broken off");
		attempt(key(1));
		assertThat(this.creator.count(key(1))).isOne();
		this.creator.call(0).fail(SdkClientException.create("interrupted at last"));
		attempt(key(0));
		assertThat(this.creator.count(key(0))).isEqualTo(4);
	}

	@Test
	void attemptWhenNothingEverEndsShouldHaveABoundOnCallsUnderWay() {
		this.gate = gate(2);
		for (int number = 0; number < 400; number++) {
			keepTrying(key(number, "use1-az" + number % 7), Priority.CONFIGURED);
		}
		this.time.advance(Duration.ofMinutes(10));
		assertThat(this.creator.count()).isEqualTo(8);
	}

	@Test
	void attemptWhenNobodyWaitsAnyMoreShouldLeaveTheQueue() {
		createMany(4, Priority.CONFIGURED);
		AtomicBoolean wanted = new AtomicBoolean(true);
		CompletableFuture<S3ExpressSession> answer = this.gate
			.attempt(new CreationRequest(key(5), Priority.CONFIGURED, wanted::get), false);
		assertThat(answer).isNotDone();
		wanted.set(false);
		CompletableFuture<S3ExpressSession> next = attempt(key(6), Priority.CONFIGURED);
		this.creator.call(0).succeed();
		assertThat(answer).isCancelled();
		assertThat(CreationFixture.failureOf(answer)).isInstanceOf(CancellationException.class);
		assertThat(this.creator.count(key(5))).isZero();
		assertThat(this.creator.count(key(6))).isOne();
		assertThat(next).isNotDone();
	}

	@Test
	void attemptWhenManyWaitShouldLetConfiguredThenRefreshesThenRetriesGoFirst() {
		createMany(4, Priority.CONFIGURED);
		attempt(key(10), Priority.ON_DEMAND);
		this.gate.attempt(CreationFixture.request(key(11)), true);
		attempt(key(12), Priority.REFRESH);
		attempt(key(13), Priority.CONFIGURED);
		for (int call = 0; call < 8; call++) {
			this.creator.call(call).succeed();
		}
		assertThat(List.of(4, 5, 6, 7)).extracting((index) -> this.creator.call(index).key())
			.containsExactly(key(13), key(12), key(11), key(10));
	}

	@Test
	void attemptWhenThousandsOfColdBucketsWaitShouldLetConfiguredOnesGoAtOnce() {
		this.gate = gate(16);
		createMany(2_500);
		int before = this.creator.count();
		for (int number = 5_000; number < 5_002; number++) {
			attempt(key(number), Priority.CONFIGURED);
			assertThat(this.creator.count(key(number))).isOne();
		}
		for (int number = 5_002; number < 5_020; number++) {
			attempt(key(number), Priority.CONFIGURED);
		}
		for (int call = before; call < before + 20; call++) {
			this.creator.call(call).succeed();
		}
		for (int number = 5_000; number < 5_020; number++) {
			assertThat(this.creator.count(key(number))).isOne();
		}
	}

	@Test
	void attemptWhenBucketsDoNotAnswerShouldLetNoneOfThemWaitForEver() {
		this.gate = gate(2);
		this.creator.breaksOff();
		keepTrying(key(10), Priority.ON_DEMAND);
		this.time.advance(LONGEST_CALL);
		for (int number = 0; number < 3; number++) {
			keepTrying(key(number), Priority.CONFIGURED);
		}
		this.time.advance(Duration.ofSeconds(40));
		long before = this.creator.count(key(10));
		this.time.advance(CALL_TIMEOUT.multipliedBy(10));
		assertThat(this.creator.count(key(10)) - before).isBetween(2L, 5L);
	}

	@Test
	void attemptWhenABucketIsToldToSlowDownShouldKeepItsCallsApartAndNoOthers() {
		attempt(key(0));
		this.creator.last().fail(SLOW_DOWN);
		assertThat(this.gate.pace("use1-az4", name(0, "use1-az4"))).isEqualTo(Duration.ofMillis(20));
		assertThat(this.gate.pace("use1-az4", null)).isZero();
		assertThat(this.gate.pace(null, null)).isZero();
		attempt(key(0));
		attempt(key(1));
		assertThat(this.creator.count(key(0))).isOne();
		assertThat(this.creator.count(key(1))).isOne();
		this.time.advance(Duration.ofMillis(20));
		assertThat(this.creator.count(key(0))).isEqualTo(2);
	}

	@Test
	void attemptWhenABucketIsToldAgainAndAgainShouldSlowDownFurtherUpToASecond() {
		this.creator.failsWith(SLOW_DOWN);
		for (int call = 0; call < 12; call++) {
			createMany(1);
			this.time.advance(Duration.ofSeconds(2));
		}
		assertThat(this.gate.pace("use1-az4", name(0, "use1-az4"))).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.gate.pace("use1-az4", null)).isZero();
	}

	@Test
	void attemptWhenCallsUnderWayAreAllToldToSlowDownShouldTakeItAsOneReason() {
		this.gate = gate(16);
		for (int call = 0; call < 4; call++) {
			attempt(key(0));
		}
		this.time.advance(Duration.ofMillis(5));
		for (int call = 0; call < 4; call++) {
			this.creator.call(call).fail(SLOW_DOWN);
		}
		assertThat(this.gate.pace("use1-az4", name(0, "use1-az4"))).isEqualTo(Duration.ofMillis(20));
	}

	@Test
	void attemptWhenServiceAnswersAgainShouldSpeedUpStepByStep() {
		this.creator.failsWith(SLOW_DOWN);
		for (int call = 0; call < 3; call++) {
			createMany(1);
			this.time.advance(Duration.ofSeconds(2));
		}
		DirectoryBucketName bucket = name(0, "use1-az4");
		assertThat(this.gate.pace("use1-az4", bucket)).isEqualTo(Duration.ofMillis(80));
		this.creator.failsWith(ScriptedCreator.answer(403, "AccessDenied"));
		createMany(1);
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.gate.pace("use1-az4", bucket)).isEqualTo(Duration.ofMillis(80));
		this.creator.answersAtOnce();
		createMany(1);
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.gate.pace("use1-az4", bucket)).isEqualTo(Duration.ofMillis(64));
		for (int call = 0; call < 6; call++) {
			createMany(1);
			this.time.advance(Duration.ofSeconds(2));
		}
		assertThat(this.gate.pace("use1-az4", bucket)).isZero();
	}

	@Test
	void attemptWhenServiceSlowsDownManyBucketsOfAZoneShouldLowerTheRateOfAllOfIt() {
		this.creator.failsWith(SLOW_DOWN);
		for (int second = 0; second < 60; second++) {
			createMany(20);
			this.time.advance(Duration.ofSeconds(1));
		}
		long inTheLastTenSeconds = this.creator.moments()
			.stream()
			.filter((moment) -> moment.compareTo(Duration.ofSeconds(50)) >= 0)
			.count();
		assertThat(inTheLastTenSeconds).isBetween(9L, 11L);
		assertThat(this.gate.pace("use1-az5", null)).isZero();
		assertThat(this.gate.pace(null, null)).isZero();
	}

	@Test
	void attemptWhenServiceSlowsDownSeveralZonesShouldLowerTheRateOfAll() {
		this.creator.failsWith(SLOW_DOWN);
		for (int second = 0; second < 60; second++) {
			for (int number = 0; number < 10; number++) {
				attempt(key(number, "use1-az4"));
				attempt(key(number, "use1-az5"));
			}
			this.time.advance(Duration.ofSeconds(1));
		}
		assertThat(this.gate.pace(null, null)).isPositive();
		this.creator.forget();
		attempt(key(0, "use1-az6"));
		assertThat(this.creator.count(key(0, "use1-az6"))).isZero();
	}

	@Test
	void attemptWhenThreeBucketsAreAlwaysToldToSlowDownShouldAnswerHealthyColdOnesSoon() {
		this.gate = gate(16);
		SessionKey[] told = { key(0), key(1), key(2) };
		this.creator.answers((key) -> List.of(told).contains(key) ? SLOW_DOWN : null, Duration.ofMillis(10));
		for (SessionKey key : told) {
			keepTrying(key, Priority.ON_DEMAND);
		}
		this.time.advance(Duration.ofSeconds(60));
		List<CompletableFuture<S3ExpressSession>> healthy = createMany(40, 100, Priority.ON_DEMAND);
		this.time.advance(Duration.ofMillis(100));
		assertThat(healthy).allMatch(CompletableFuture::isDone);
	}

	@Test
	void attemptWhenAnsweredShouldLeaveNoTimerBehind() {
		attempt(key(0));
		assertThat(this.time.scheduledTasks()).isOne();
		this.creator.last().succeed();
		assertThat(this.time.scheduledTasks()).isZero();
	}

	@Test
	void attemptWhenServiceAnswersNeitherSessionNorFailureShouldFail() {
		CompletableFuture<S3ExpressSession> none = CompletableFuture.completedFuture(null);
		CreationGate nothing = new CreationGate((key, atMost) -> none, new CallLimits(4, CALL_TIMEOUT, LONGEST_CALL),
				this.time, this.time);
		assertThat(CreationFixture.failureOf(nothing.attempt(CreationFixture.request(key(0)), false)))
			.isInstanceOf(IllegalStateException.class);
	}

	@Test
	void attemptWhenSeveralWaitForTheirPaceShouldLetOneAfterTheOtherGo() {
		attempt(key(0));
		this.creator.last().fail(SLOW_DOWN);
		// What says nothing of the pace.
		this.creator.failsWith(ScriptedCreator.answer(403, "AccessDenied"));
		for (int call = 0; call < 3; call++) {
			attempt(key(0));
		}
		assertThat(this.creator.count()).isOne();
		this.time.advance(Duration.ofMillis(100));
		assertThat(this.creator.moments()).containsExactly(Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(40),
				Duration.ofMillis(60));
	}

	@Test
	void attemptWhenBucketsWereToldToSlowDownLongAgoShouldNotSlowTheirZone() {
		for (int number = 0; number < 3; number++) {
			attempt(key(number));
			this.creator.last().fail(SLOW_DOWN);
		}
		this.time.advance(Duration.ofSeconds(10));
		attempt(key(3));
		this.creator.last().fail(SLOW_DOWN);
		assertThat(this.gate.pace("use1-az4", null)).isZero();
	}

	@Test
	void attemptWhenAsManyBucketsAreAnsweredAsToldToSlowDownShouldNotSlowTheirZone() {
		for (int number = 0; number < 4; number++) {
			attempt(key(100 + number));
			this.creator.last().succeed();
		}
		for (int number = 0; number < 4; number++) {
			attempt(key(number));
			this.creator.last().fail(SLOW_DOWN);
		}
		assertThat(this.gate.pace("use1-az4", null)).isZero();
		attempt(key(4));
		this.creator.last().fail(SLOW_DOWN);
		assertThat(this.gate.pace("use1-az4", null)).isEqualTo(Duration.ofMillis(20));
		this.time.advance(Duration.ofSeconds(1));
		attempt(key(100));
		this.creator.last().succeed();
		assertThat(this.gate.pace("use1-az4", null)).isZero();
	}

	private CreationGate gate(int places) {
		return new CreationGate(this.creator, new CallLimits(places, CALL_TIMEOUT, LONGEST_CALL), this.time, this.time);
	}

	private void keepTrying(int first, int count, String zone) {
		for (int number = first; number < first + count; number++) {
			keepTrying(key(number, zone), Priority.ON_DEMAND);
		}
	}

	// As one does who asks for a session whenever the last try failed.
	private void keepTrying(SessionKey key, Priority priority) {
		attempt(key, priority).whenComplete(
				(session, failure) -> this.time.schedule(() -> keepTrying(key, priority), Duration.ofMillis(100)));
	}

	private List<CompletableFuture<S3ExpressSession>> createMany(int count) {
		return createMany(count, Priority.ON_DEMAND);
	}

	private List<CompletableFuture<S3ExpressSession>> createMany(int count, Priority priority) {
		return createMany(count, 0, priority);
	}

	private List<CompletableFuture<S3ExpressSession>> createMany(int count, int first, Priority priority) {
		List<CompletableFuture<S3ExpressSession>> answers = new ArrayList<>();
		for (int number = first; number < first + count; number++) {
			answers.add(attempt(key(number), priority));
		}
		return answers;
	}

	private CompletableFuture<S3ExpressSession> attempt(SessionKey key) {
		return attempt(key, Priority.ON_DEMAND);
	}

	private CompletableFuture<S3ExpressSession> attempt(SessionKey key, Priority priority) {
		return this.gate.attempt(new CreationRequest(key, priority, () -> true), false);
	}

	private SessionKey key(int number) {
		return key(number, "use1-az4");
	}

	private SessionKey key(int number, String zone) {
		return new SessionKey(name(number, zone), SessionMode.DEFAULT, this.fixture.principal);
	}

	private static DirectoryBucketName name(int number, String zone) {
		return new DirectoryBucketName("bucket-%d--%s--x-s3".formatted(number, zone));
	}

	private static SessionPrincipal requester(int number) {
		return SessionPrincipal.of(AwsBasicCredentials.create("AK" + number, "secret"));
	}

}
