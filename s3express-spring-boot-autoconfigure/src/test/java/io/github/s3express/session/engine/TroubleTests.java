/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.creation.ScriptedCreator;
import io.github.s3express.session.creation.VirtualTime;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole manager, with its gate and its retries, in a service in trouble: who notices,
 * and for how long. Time is virtual.
 */
class TroubleTests {

	private static final Duration LATENCY = Duration.ofMillis(50);

	private static final Duration TICK = Duration.ofMillis(100);

	// Refreshed in its second half, which is shorter than callers wait for a session.
	private static final Duration SHORT_LIFE = Duration.ofSeconds(16);

	private final ManagerFixture fixture = new ManagerFixture().policy(RefreshPolicy.DEFAULT)
		.random(new Random(11))
		.gated();

	private final VirtualTime time = this.fixture.time;

	private final List<Request> requests = new ArrayList<>();

	private S3ExpressSessionManager manager;

	@Test
	void requestsOfAHealthyColdBucketWhenSixteenAreBlackHoledShouldNotFailNorWaitForThem() {
		service((key) -> isNumbered(key, 0, 16));
		start();
		keepAsking(0, 16);
		for (int number = 100; number < 160; number++) {
			request(number);
			this.time.advance(Duration.ofSeconds(1));
		}
		assertAnswered(60, Duration.ofSeconds(1));
	}

	@Test
	void requestsOfConfiguredBucketsWhenManyAreBlackHoledShouldNotFail() {
		service((key) -> isNumbered(key, 0, 64));
		this.fixture.creator.gives(SHORT_LIFE);
		this.fixture.keptWarm(names(100, 104));
		start();
		keepAsking(0, 64);
		for (int tick = 0; tick < 3_000; tick++) {
			request(100 + tick % 4);
			this.time.advance(TICK);
		}
		assertAnswered(3_000, Duration.ofSeconds(1));
	}

	@Test
	void requestsOfConfiguredBucketsWhenThousandsOfColdOnesComeAtOnceShouldNotFail() {
		service((key) -> false, Duration.ofMillis(400));
		this.fixture.creator.gives(SHORT_LIFE);
		this.fixture.keptWarm(names(5_000, 5_020));
		start();
		for (int number = 5_000; number < 5_020; number++) {
			request(number);
		}
		// The refreshes of the configured are due while the others wait to be made.
		this.time.advance(SHORT_LIFE.dividedBy(2));
		for (int number = 0; number < 2_500; number++) {
			this.manager.getAsync(key(number));
		}
		for (int tick = 0; tick < 600; tick++) {
			request(5_000 + tick % 20);
			this.time.advance(TICK);
		}
		assertAnswered(620, Duration.ofSeconds(1));
	}

	@Test
	void requestsOfHealthyColdBucketsWhenThreeAreAlwaysToldToSlowDownShouldWaitLessThanTwoSeconds() {
		Throwable slowDown = ScriptedCreator.answer(503, "SlowDown");
		this.fixture.creator.answers((key) -> isNumbered(key, 0, 3) ? slowDown : null, LATENCY);
		start();
		keepAsking(0, 3);
		this.time.advance(Duration.ofSeconds(30));
		for (int number = 100; number < 140; number++) {
			request(number);
		}
		this.time.advance(Duration.ofSeconds(30));
		assertAnswered(40, Duration.ofSeconds(2));
	}

	@Test
	void requestsWhenOneAnswerIsLostAndTheServiceWellAgainShouldWaitLessThanFourSeconds() {
		service((key) -> this.time.elapsed().compareTo(Duration.ofSeconds(1)) < 0);
		start();
		request(0);
		this.time.advance(Duration.ofSeconds(30));
		assertAnswered(1, Duration.ofSeconds(4));
	}

	@Test
	void requestWhenCreateSessionHangsShouldFailAtTheCreateTimeoutAndNotLater() {
		service((key) -> true);
		start();
		Request request = request(0);
		this.time.advance(Duration.ofSeconds(10).minusNanos(1));
		assertThat(request.session).isNotDone();
		this.time.advance(Duration.ofNanos(1));
		assertThat(request.session).isCompletedExceptionally();
	}

	private void service(Predicate<SessionKey> blackHoled) {
		service(blackHoled, LATENCY);
	}

	private void service(Predicate<SessionKey> blackHoled, Duration latency) {
		this.fixture.creator.answers((key) -> blackHoled.test(key) ? ScriptedCreator.NO_ANSWER : null, latency);
	}

	private void start() {
		this.manager = this.fixture.start();
	}

	private static boolean isNumbered(SessionKey key, int first, int end) {
		int number = Integer.parseInt(key.bucket().value().replaceAll("\\D*(\\d+)--.*", "$1"));
		return number >= first && number < end;
	}

	private static String[] names(int first, int end) {
		return IntStream.range(first, end).mapToObj(ManagerFixture::bucket).toArray(String[]::new);
	}

	private SessionKey key(int number) {
		return this.manager.key(ManagerFixture.bucket(number), "GetObject");
	}

	// As one does who asks again whenever he was told that there is none.
	private void keepAsking(int first, int end) {
		for (int number = first; number < end; number++) {
			SessionKey key = key(number);
			keepAsking(key);
		}
	}

	private void keepAsking(SessionKey key) {
		this.manager.getAsync(key).whenComplete((session, failure) -> this.time.schedule(() -> keepAsking(key), TICK));
	}

	private Request request(int number) {
		Request request = new Request(this.manager.getAsync(key(number)), this.time);
		this.requests.add(request);
		return request;
	}

	private void assertAnswered(int expected, Duration within) {
		this.time.advance(within);
		assertThat(this.requests).hasSize(expected);
		Map<String, Object> figures = new HashMap<>();
		figures.put("failed",
				this.requests.stream().filter((request) -> request.session.isCompletedExceptionally()).count());
		figures.put("worst wait",
				this.requests.stream().map((request) -> request.waited).max(Duration::compareTo).orElseThrow());
		assertThat(this.requests).as("%s", figures)
			.allSatisfy((request) -> assertThat(request.session).isCompleted())
			.allSatisfy((request) -> assertThat(request.waited).isLessThan(within));
	}

	private static final class Request {

		private final CompletableFuture<S3ExpressSession> session;

		private Duration waited = Duration.ofDays(1);

		private Request(CompletableFuture<S3ExpressSession> session, VirtualTime time) {
			this.session = session;
			Duration began = time.elapsed();
			session.whenComplete((made, failure) -> this.waited = time.elapsed().minus(began));
		}

	}

}
