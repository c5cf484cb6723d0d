/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.creation.ScriptedCreator;
import io.github.s3express.session.creation.VirtualTime;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when the service refuses a session that it gave out.
 */
class SessionRefusalTests {

	private final ManagerFixture fixture = new ManagerFixture();

	private final VirtualTime time = this.fixture.time;

	private final ScriptedCreator creator = this.fixture.creator;

	private final SessionKey key = this.fixture.key();

	@Test
	void invalidateWhenManyRequestsWereRefusedAtOnceShouldMakeOneNewSession() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession refused = manager.get(this.key);
		List<Boolean> answers = new ArrayList<>();
		for (int request = 0; request < 200; request++) {
			answers.add(invalidate(manager, refused));
			assertThat(manager.get(this.key)).isNotSameAs(refused);
		}
		assertThat(answers).containsOnlyOnce(true);
		this.time.settle();
		assertThat(this.creator.count()).isEqualTo(2);
	}

	@Test
	void invalidateWhenSessionHasBeenReplacedShouldLeaveTheNewOne() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession old = manager.get(this.key);
		S3ExpressSession replacement = manager.refresh(this.key).join();
		assertThat(invalidate(manager, old)).isFalse();
		assertThat(manager.get(this.key)).isSameAs(replacement);
	}

	@Test
	void invalidateWhenTokenBelongsToAnotherBucketShouldLeaveBoth() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession session = manager.get(this.key);
		assertThat(manager.invalidate(ManagerFixture.bucket(1), session.credentials().sessionToken())).isFalse();
		assertThat(manager.invalidate(ManagerFixture.BUCKET, "TOKEN")).isFalse();
		assertThat(manager.get(this.key)).isSameAs(session);
	}

	@Test
	void invalidateWhenBucketHasTwoSessionsShouldDropTheOneThatWasRefused() {
		S3ExpressSessionManager manager = this.fixture.mode(SessionModeStrategy.BY_OPERATION).start();
		this.creator.answersAtOnce();
		S3ExpressSession reading = manager.get(manager.key(ManagerFixture.BUCKET, "GetObject"));
		S3ExpressSession writing = manager.get(manager.key(ManagerFixture.BUCKET, "PutObject"));
		assertThat(invalidate(manager, writing)).isTrue();
		assertThat(manager.getIfPresent(reading.key())).isSameAs(reading);
		assertThat(manager.getIfPresent(writing.key())).isNull();
	}

	@Test
	void invalidateWhenSessionIsWantedShouldMakeANewOneUnasked() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession refused = manager.get(this.key);
		this.time.advance(Duration.ofSeconds(60));
		invalidate(manager, refused);
		this.time.settle();
		assertThat(manager.getIfPresent(this.key)).isNotNull();
		assertThat(this.fixture.eventNames()).containsExactly("Created", "Invalidated", "Created");
	}

	@Test
	void invalidateWhenReplacementIsBeingMadeShouldWaitForThat() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession refused = manager.get(this.key);
		this.creator.waitsForTheTest();
		manager.refresh(this.key);
		invalidate(manager, refused);
		CompletableFuture<S3ExpressSession> waiter = manager.getAsync(this.key);
		assertThat(waiter).isNotDone();
		assertThat(this.creator.count()).isEqualTo(2);
		S3ExpressSession replacement = this.creator.last().succeed();
		assertThat(waiter).isCompletedWithValue(replacement);
		this.time.settle();
		assertThat(this.creator.count()).isEqualTo(2);
	}

	@Test
	void invalidateWhenRefreshFailedBeforeShouldNotWaitAsLongAsWithASession() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession refused = manager.get(this.key);
		this.creator.failsWith(ScriptedCreator.answer(503, "ServiceUnavailable"));
		this.time.advance(ManagerFixture.REFRESH_AFTER);
		this.creator.answersAtOnce();
		invalidate(manager, refused);
		assertThat(manager.getAsync(this.key)).isCompleted();
	}

	@Test
	void invalidateWhenServiceRefusesEverySessionShouldNotLoop() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		for (int tenth = 0; tenth < 600; tenth++) {
			CompletableFuture<S3ExpressSession> answer = manager.getAsync(this.key);
			if (!answer.isCompletedExceptionally()) {
				invalidate(manager, answer.join());
			}
			this.time.advance(Duration.ofMillis(100));
		}
		assertThat(this.creator.moments()).startsWith(Duration.ZERO, Duration.ZERO, Duration.ofMillis(100),
				Duration.ofMillis(700), Duration.ofMillis(1_700), Duration.ofMillis(3_700));
		assertThat(this.creator.count()).isLessThan(40);
	}

	@Test
	void getWhenServiceRefusedEverySessionShouldFailFastAndSaySo() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		for (int refusal = 0; refusal < 3; refusal++) {
			invalidate(manager, manager.get(this.key));
		}
		assertThat(ManagerFixture.failureOf(manager.getAsync(this.key))).isInstanceOf(S3ExpressSessionException.class)
			.hasMessage("No session for %s: the service refused the last 3 sessions that it gave out",
					ManagerFixture.BUCKET);
		assertThat(manager.snapshots().get(0).freshness()).isEqualTo(SessionFreshness.EXPIRED);
		this.time.advance(Duration.ofMillis(500));
		assertThat(manager.getIfPresent(this.key)).isNotNull();
	}

	@Test
	void invalidateWhenSessionServedForLongShouldStartCountingAgain() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		for (int refusal = 0; refusal < 10; refusal++) {
			S3ExpressSession session = manager.get(this.key);
			this.time.advance(Duration.ofSeconds(30));
			invalidate(manager, session);
			assertThat(manager.getAsync(this.key)).isCompleted();
		}
	}

	@Test
	void invalidateWhenSessionIsYoungShouldCountWithTheRefusalsBefore() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		for (int refusal = 0; refusal < 3; refusal++) {
			S3ExpressSession session = manager.get(this.key);
			this.time.advance(Duration.ofSeconds(30).minusNanos(1));
			invalidate(manager, session);
		}
		assertThat(manager.getAsync(this.key)).isCompletedExceptionally();
	}

	@Test
	void releaseWhenSessionsWereRefusedShouldForgetThat() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		for (int refusal = 0; refusal < 3; refusal++) {
			invalidate(manager, manager.get(this.key));
		}
		manager.release(this.key);
		invalidate(manager, manager.get(this.key));
		assertThat(manager.getAsync(this.key)).isCompleted();
	}

	private static boolean invalidate(S3ExpressSessionManager manager, S3ExpressSession session) {
		return manager.invalidate(ManagerFixture.BUCKET, session.credentials().sessionToken());
	}

}
