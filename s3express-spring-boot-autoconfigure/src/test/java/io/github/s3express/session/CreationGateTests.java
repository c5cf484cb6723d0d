/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many calls of CreateSession are let through, and how fast.
 */
class CreationGateTests {

	private static final Throwable SLOW_DOWN = ScriptedCreator.answer(503, "SlowDown");

	private final ManagerFixture fixture = new ManagerFixture();

	private final VirtualTime time = this.fixture.time;

	private final ScriptedCreator creator = this.fixture.creator;

	private final CreationGate gate = new CreationGate(this.creator, 4, this.time, this.time);

	@Test
	void createWhenManyAreUnderWayShouldLetTheOthersWaitInOrder() {
		List<CompletableFuture<S3ExpressSession>> answers = createMany(10);
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
	void createWhenOneBucketIsSlowShouldNotDelayOthers() {
		createMany(1);
		for (int number = 1; number < 100; number++) {
			CompletableFuture<S3ExpressSession> answer = this.gate.create(key(number));
			this.creator.last().succeed();
			assertThat(answer).isCompleted();
		}
		assertThat(this.gate.pace()).isZero();
	}

	@Test
	void createWhenDelegateThrowsShouldFreeThePlace() {
		this.creator.failsWith(new OutOfMemoryError("unable to create native thread"));
		List<CompletableFuture<S3ExpressSession>> failed = createMany(20);
		assertThat(failed).allMatch(CompletableFuture::isCompletedExceptionally);
		this.creator.answersAtOnce();
		assertThat(this.gate.create(key(0))).isCompleted();
	}

	@Test
	void createWhenManyAreAnsweredAtOnceShouldNotPileUpOnTheStack() {
		List<CompletableFuture<S3ExpressSession>> answers = createMany(20_000);
		this.creator.answersAtOnce();
		this.creator.call(0).succeed();
		assertThat(answers.subList(4, answers.size())).allMatch(CompletableFuture::isDone);
	}

	@Test
	void createWhenServiceAsksToSlowDownShouldKeepAllCallsApart() {
		createMany(1);
		this.creator.last().fail(SLOW_DOWN);
		assertThat(this.gate.pace()).isEqualTo(Duration.ofMillis(20));
		this.creator.waitsForTheTest();
		createMany(4);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.creator.moments().subList(1, 5)).containsExactly(Duration.ofMillis(20), Duration.ofMillis(40),
				Duration.ofMillis(60), Duration.ofMillis(80));
	}

	@Test
	void createWhenServiceGoesOnAskingShouldSlowDownFurtherUpToASecond() {
		this.creator.failsWith(SLOW_DOWN);
		for (int call = 0; call < 12; call++) {
			createMany(1);
			this.time.advance(Duration.ofSeconds(2));
		}
		assertThat(this.gate.pace()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void createWhenCallsUnderWayAreAllToldToSlowDownShouldTakeItAsOneReason() {
		createMany(4);
		this.time.advance(Duration.ofMillis(5));
		for (int call = 0; call < 4; call++) {
			this.creator.call(call).fail(SLOW_DOWN);
		}
		assertThat(this.gate.pace()).isEqualTo(Duration.ofMillis(20));
	}

	@Test
	void createWhenServiceAnswersAgainShouldSpeedUpStepByStep() {
		this.creator.failsWith(SLOW_DOWN);
		for (int call = 0; call < 3; call++) {
			createMany(1);
			this.time.advance(Duration.ofSeconds(2));
		}
		assertThat(this.gate.pace()).isEqualTo(Duration.ofMillis(80));
		this.creator.failsWith(ScriptedCreator.answer(403, "AccessDenied"));
		createMany(1);
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.gate.pace()).isEqualTo(Duration.ofMillis(80));
		this.creator.answersAtOnce();
		createMany(1);
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.gate.pace()).isEqualTo(Duration.ofMillis(64));
		createMany(5);
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.gate.pace()).isEqualTo(Duration.ofNanos(20_971_520));
		createMany(1);
		assertThat(this.gate.pace()).isZero();
	}

	@Test
	void createWhenServiceSlowsDownOnManyKeysShouldLowerTheRateOfAll() {
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
	}

	private List<CompletableFuture<S3ExpressSession>> createMany(int count) {
		List<CompletableFuture<S3ExpressSession>> answers = new ArrayList<>();
		for (int number = 0; number < count; number++) {
			answers.add(this.gate.create(key(number)));
		}
		return answers;
	}

	private SessionKey key(int number) {
		return this.fixture.key(ManagerFixture.bucket(number));
	}

}
