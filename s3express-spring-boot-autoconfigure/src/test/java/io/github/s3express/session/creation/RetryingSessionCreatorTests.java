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
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.InvalidSessionSettingException;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How often one creation calls CreateSession.
 */
class RetryingSessionCreatorTests {

	private final CreationFixture fixture = new CreationFixture();

	private final VirtualTime time = this.fixture.time;

	private final ScriptedCreator creator = this.fixture.creator;

	@Test
	void createWhenFailureMayPassShouldTryThreeTimesMoreWithLongerWaits() {
		this.creator.failsWith(ScriptedCreator.answer(503, "ServiceUnavailable"));
		CompletableFuture<S3ExpressSession> answer = retrying(CreationRetry.DEFAULT, CreationFixture.HALF)
			.create(this.fixture.request());
		this.time.advance(Duration.ofSeconds(10));
		// 50, 100 and 200 ms, less the half of chance's half.
		assertThat(this.creator.moments()).containsExactly(Duration.ZERO, Duration.ofNanos(37_500_000),
				Duration.ofNanos(112_500_000), Duration.ofNanos(262_500_000));
		assertThat(CreationFixture.failureOf(answer)).hasMessageContaining("ServiceUnavailable");
	}

	@Test
	void createWhenJitterIsFullShouldWaitFromNothingToTheWholeInterval() {
		this.creator.failsWith(ScriptedCreator.answer(503, "ServiceUnavailable"));
		CreationRetry retry = new CreationRetry(1, Duration.ofMillis(100), 1, Duration.ofMillis(100), 1);
		retrying(retry, () -> 0).create(this.fixture.request());
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.creator.moments()).containsExactly(Duration.ZERO, Duration.ofMillis(100));
		retrying(retry, () -> -1).create(this.fixture.request());
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.creator.moments().get(3)).isBetween(Duration.ofSeconds(1),
				Duration.ofSeconds(1).plusNanos(1_000));
	}

	@Test
	void createWhenIntervalsReachTheLongestShouldGrowNoMore() {
		this.creator.failsWith(ScriptedCreator.answer(500, "InternalError"));
		CreationRetry retry = new CreationRetry(4, Duration.ofMillis(100), 3, Duration.ofMillis(400), 0);
		retrying(retry, CreationFixture.HALF).create(this.fixture.request());
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.creator.moments()).containsExactly(Duration.ZERO, Duration.ofMillis(100),
				Duration.ofMillis(400), Duration.ofMillis(800), Duration.ofMillis(1_200));
	}

	@Test
	void createWhenATryYieldsASessionShouldStop() {
		CompletableFuture<S3ExpressSession> answer = retrying(CreationRetry.DEFAULT, CreationFixture.HALF)
			.create(this.fixture.request());
		this.creator.last().fail(SdkClientException.create("connection reset"));
		this.time.advance(Duration.ofSeconds(1));
		S3ExpressSession session = this.creator.last().succeed();
		this.time.advance(Duration.ofSeconds(10));
		assertThat(answer).isCompletedWithValue(session);
		assertThat(this.creator.count()).isEqualTo(2);
	}

	@Test
	void createWhenNoRetriesAreWantedShouldTryOnce() {
		this.creator.failsWith(ScriptedCreator.answer(503, "ServiceUnavailable"));
		CreationRetry none = new CreationRetry(0, Duration.ofMillis(50), 2, Duration.ofSeconds(2), 0.5);
		assertThat(retrying(none, CreationFixture.HALF).create(this.fixture.request())).isCompletedExceptionally();
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.creator.count()).isOne();
	}

	@Test
	void createWhenARetryThrowsAnErrorShouldAnswerWithIt() {
		CompletableFuture<S3ExpressSession> answer = retrying(CreationRetry.DEFAULT, CreationFixture.HALF)
			.create(this.fixture.request());
		this.creator.last().fail(ScriptedCreator.answer(503, "ServiceUnavailable"));
		Error error = new OutOfMemoryError("unable to create native thread");
		this.creator.failsWith(error);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(CreationFixture.failureOf(answer)).isSameAs(error);
	}

	@Test
	void createWhenNobodyWaitsForTheNextTryShouldAnswerWithWhatTheLastOneTold() {
		Throwable busy = ScriptedCreator.answer(503, "ServiceUnavailable");
		CompletableFuture<S3ExpressSession> answer = retrying(CreationRetry.DEFAULT, CreationFixture.HALF)
			.create(this.fixture.request());
		this.creator.last().fail(busy);
		this.time.advance(Duration.ofSeconds(1));
		this.creator.last().fail(new CancellationException("Nobody waits"));
		assertThat(CreationFixture.failureOf(answer)).isSameAs(busy);
	}

	@Test
	void createWhenNobodyWaitsForTheFirstTryShouldBeCancelled() {
		CompletableFuture<S3ExpressSession> answer = retrying(CreationRetry.DEFAULT, CreationFixture.HALF)
			.create(this.fixture.request());
		this.creator.last().fail(new CancellationException("Nobody waits"));
		assertThat(CreationFixture.failureOf(answer)).isInstanceOf(CancellationException.class);
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.creator.count()).isOne();
	}

	@Test
	void createWhenAnAnswerComesLateShouldTakeItAndTryNoMore() {
		CompletableFuture<S3ExpressSession> answer = retrying(CreationRetry.DEFAULT, CreationFixture.HALF)
			.create(this.fixture.request());
		CompletableFuture<S3ExpressSession> late = new CompletableFuture<>();
		this.creator.last().fail(new CallTimeoutException(this.fixture.key().bucket(), Duration.ofSeconds(3), late));
		assertThat(this.time.scheduledTasks()).isOne();
		S3ExpressSession session = this.creator.last().succeed();
		late.complete(session);
		assertThat(answer).isCompletedWithValue(session);
		assertThat(this.time.scheduledTasks()).isZero();
	}

	@Test
	void createWhenItHasItsSessionOrNobodyWantsItShouldNotWantFurtherTries() {
		List<CreationRequest> tries = new ArrayList<>();
		AtomicBoolean wanted = new AtomicBoolean(true);
		CompletableFuture<S3ExpressSession> answer = new CompletableFuture<>();
		SessionCreator creator = new RetryingSessionCreator((request, again) -> {
			tries.add(request);
			return answer;
		}, CreationRetry.DEFAULT, this.time, CreationFixture.HALF);
		creator.create(new CreationRequest(this.fixture.key(), CreationRequest.Priority.ON_DEMAND, wanted::get));
		assertThat(tries.get(0).wanted().getAsBoolean()).isTrue();
		wanted.set(false);
		assertThat(tries.get(0).wanted().getAsBoolean()).isFalse();
		wanted.set(true);
		answer.completeExceptionally(ScriptedCreator.answer(403, "AccessDenied"));
		assertThat(tries.get(0).wanted().getAsBoolean()).isFalse();
	}

	@Test
	void createWhenMultiplierIsOneShouldWaitEquallyLong() {
		this.creator.failsWith(ScriptedCreator.answer(503, "ServiceUnavailable"));
		CreationRetry retry = new CreationRetry(3, Duration.ofMillis(100), 1, Duration.ofSeconds(2), 0);
		retrying(retry, CreationFixture.HALF).create(this.fixture.request());
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.creator.moments()).containsExactly(Duration.ZERO, Duration.ofMillis(100),
				Duration.ofMillis(200), Duration.ofMillis(300));
	}

	@ParameterizedTest
	@CsvSource({ "403,AccessDenied,1", "404,NoSuchBucket,1", "400,InvalidArgument,1", "400,ExpiredToken,1",
			"403,RequestTimeTooSkewed,4", "400,RequestTimeout,4", "409,OperationAborted,4", "408,Any,4", "429,Any,4",
			"500,InternalError,4", "503,SlowDown,4", "400,SlowDown,4" })
	void createWhenServiceAnswersAnErrorShouldTryAgainOnlyIfItMayPass(int status, String code, int tries) {
		this.creator.failsWith(ScriptedCreator.answer(status, code));
		retrying(CreationRetry.DEFAULT, CreationFixture.HALF).create(this.fixture.request());
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.creator.count()).isEqualTo(tries);
	}

	@Test
	void createWhenFailureIsOurOwnAndLastsShouldNotTryAgain() {
		SessionKey key = this.fixture.key();
		SdkClientException wrapped = SdkClientException.create("wrapped",
				new S3ExpressSessionException(key, "No session", null, false));
		this.creator.failsWith(wrapped);
		retrying(CreationRetry.DEFAULT, CreationFixture.HALF).create(CreationFixture.request(key));
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.creator.count()).isOne();
		this.creator.failsWith(new S3ExpressSessionException(key, "CreateSession answered nonsense", null, true));
		retrying(CreationRetry.DEFAULT, CreationFixture.HALF).create(CreationFixture.request(key));
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.creator.count()).isEqualTo(5);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			-1, PT0.05S, 2,   PT2S,    0.5,  max-retries is -1; make it 0 or more
			3,  PT0S,    2,   PT2S,    0.5,  initial-interval is 0s; make it a positive duration
			3,  PT0.05S, 0.9, PT2S,    0.5,  multiplier is 0.9; make it 1 or more
			3,  PT0.05S, 2,   PT0.01S, 0.5,  'max-interval is 10ms; make it no less than initial-interval, 50ms'
			3,  PT0.05S, 2,   PT2S,    1.1,  jitter is 1.1; make it a number from 0 to 1
			3,  PT0.05S, 2,   PT2S,    -0.1, jitter is -0.1; make it a number from 0 to 1
			""")
	void settingWhenOutOfItsRangeShouldBeRefused(int maxRetries, Duration initial, double multiplier, Duration max,
			double jitter, String message) {
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> new CreationRetry(maxRetries, initial, multiplier, max, jitter))
			.withMessage(message);
	}

	private SessionCreator retrying(CreationRetry retry, RandomGenerator random) {
		return new RetryingSessionCreator((request, again) -> this.creator.create(request), retry, this.time, random);
	}

}
