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
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.creation.ScriptedCreator;
import io.github.s3express.session.creation.VirtualTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How many sessions a manager holds, and which go first.
 */
class SessionBoundsTests {

	private final ManagerFixture fixture = new ManagerFixture();

	private final VirtualTime time = this.fixture.time;

	private final ScriptedCreator creator = this.fixture.creator;

	@Test
	void getWhenThereAreTooManySessionsShouldLetTheLeastRecentlyUsedGo() {
		S3ExpressSessionManager manager = this.fixture.maxSessions(3).start();
		this.creator.answersAtOnce();
		for (int number : new int[] { 1, 2, 3, 1, 4 }) {
			manager.get(key(number));
			this.time.advance(Duration.ofSeconds(1));
		}
		assertThat(buckets(manager)).containsExactly(ManagerFixture.bucket(1), ManagerFixture.bucket(3),
				ManagerFixture.bucket(4));
		assertThat(this.fixture.events).contains(new SessionEvent.Released(key(2)));
	}

	@Test
	void getWhenThereAreTooManyShouldLetSlotsWithoutASessionGoFirst() {
		S3ExpressSessionManager manager = this.fixture.maxSessions(3).start();
		this.creator.answersAtOnce();
		manager.get(key(1));
		this.time.advance(Duration.ofSeconds(1));
		this.creator.failsWith(ScriptedCreator.answer(404, "NoSuchBucket"));
		assertThat(manager.getAsync(key(2))).isCompletedExceptionally();
		this.creator.answersAtOnce();
		manager.get(key(3));
		manager.get(key(4));
		assertThat(buckets(manager)).containsExactly(ManagerFixture.bucket(1), ManagerFixture.bucket(3),
				ManagerFixture.bucket(4));
	}

	@Test
	void getWhenFloodOfNamesComesShouldStayBoundedAndKeepWarmSessions() {
		this.fixture.maxSessions(1_000).keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		S3ExpressSession warm = manager.get(this.fixture.key());
		S3ExpressSessionManager bounded = this.fixture.start();
		S3ExpressSession kept = bounded.get(this.fixture.key());
		for (int number = 0; number < 50_000; number++) {
			bounded.getAsync(key(number));
		}
		assertThat(bounded.snapshots()).hasSizeLessThanOrEqualTo(1_000);
		assertThat(bounded.getIfPresent(this.fixture.key())).isSameAs(kept);
		assertThat(manager.getIfPresent(this.fixture.key())).isSameAs(warm);
		assertThat(this.time.scheduledTasks()).isLessThanOrEqualTo(1_001);
	}

	@Test
	void getWhenEverySlotIsBeingMadeShouldSayThatMoreCannotBeHeld() {
		S3ExpressSessionManager manager = this.fixture.maxSessions(2).start();
		List<CompletableFuture<S3ExpressSession>> waiters = new ArrayList<>();
		waiters.add(manager.getAsync(key(1)));
		waiters.add(manager.getAsync(key(2)));
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> manager.get(key(3)))
			.withMessage("No session for %s: max-sessions is 2 and as many are in use or being made; raise it",
					ManagerFixture.bucket(3));
		assertThat(buckets(manager)).hasSize(2);
		this.creator.call(0).succeed();
		this.creator.call(1).succeed();
		assertThat(waiters).allMatch((waiter) -> waiter.isDone() && !waiter.isCompletedExceptionally());
		this.creator.answersAtOnce();
		assertThat(manager.get(key(3))).isNotNull();
		assertThat(manager.lookups().errors()).isOne();
	}

	@Test
	void getWhenConfiguredBucketsFillTheManagerShouldKeepThem() {
		this.fixture.maxSessions(2).configured(false, ManagerFixture.bucket(1)).keptWarm(ManagerFixture.bucket(2));
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(key(1));
		manager.get(key(2));
		assertThat(manager.getAsync(key(3))).isCompletedExceptionally();
		assertThat(buckets(manager)).containsExactly(ManagerFixture.bucket(1), ManagerFixture.bucket(2));
	}

	@Test
	void getWhenRoomIsMadeShouldMakeItForATwentiethAtOnce() {
		S3ExpressSessionManager manager = this.fixture.maxSessions(100).start();
		this.creator.answersAtOnce();
		for (int number = 0; number < 101; number++) {
			manager.get(key(number));
		}
		assertThat(manager.snapshots()).hasSize(95);
	}

	private SessionKey key(int number) {
		return this.fixture.key(ManagerFixture.bucket(number));
	}

	private static List<String> buckets(S3ExpressSessionManager manager) {
		return manager.snapshots().stream().map((snapshot) -> snapshot.key().bucket().value()).toList();
	}

}
