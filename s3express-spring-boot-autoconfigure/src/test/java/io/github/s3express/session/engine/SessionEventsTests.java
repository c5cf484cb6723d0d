/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionListener;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionSnapshot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who learns of what, and in which order.
 */
class SessionEventsTests {

	private final ManagerFixture fixture = new ManagerFixture();

	private final SessionEvents events = new SessionEvents();

	@Test
	void listenerWhenItThrowsShouldDisturbNobody() {
		S3ExpressSessionManager manager = this.fixture.start();
		List<SessionEvent> heard = new ArrayList<>();
		manager.addListener((event) -> {
			throw new IllegalStateException("thrown by a listener");
		});
		manager.addListener((event) -> {
			throw new AssertionError("thrown by a listener");
		});
		manager.addListener(heard::add);
		this.fixture.creator.answersAtOnce();
		assertThat(manager.getAsync(this.fixture.key())).isCompleted();
		assertThat(heard).hasSize(1);
	}

	@Test
	void listenerWhenRemovedShouldLearnNothingMore() {
		S3ExpressSessionManager manager = this.fixture.start();
		List<SessionEvent> heard = new ArrayList<>();
		SessionListener listener = heard::add;
		manager.addListener(listener);
		manager.removeListener(listener);
		this.fixture.creator.answersAtOnce();
		manager.get(this.fixture.key());
		assertThat(heard).isEmpty();
	}

	@Test
	void listenerWhenItAsksTheManagerShouldBeAnsweredAndHearOfItLater() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.fixture.creator.answersAtOnce();
		List<String> heard = new ArrayList<>();
		manager.addListener((event) -> {
			heard.add("begin " + event.key().bucket());
			if (event.key().equals(this.fixture.key())) {
				manager.get(this.fixture.key(ManagerFixture.bucket(1)));
			}
			heard.add("end " + event.key().bucket());
		});
		manager.get(this.fixture.key());
		assertThat(heard).containsExactly("begin " + ManagerFixture.BUCKET, "end " + ManagerFixture.BUCKET,
				"begin " + ManagerFixture.bucket(1), "end " + ManagerFixture.bucket(1));
	}

	@Test
	void deliverWhenAnotherThreadIsAtItShouldLeaveItToThatThread() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		List<SessionEvent> heard = new ArrayList<>();
		this.events.addListener((event) -> {
			heard.add(event);
			begun.countDown();
			await(goOn);
		});
		SessionEvent first = new SessionEvent.Created(this.fixture.key(), Instant.EPOCH, Duration.ZERO);
		SessionEvent second = new SessionEvent.Invalidated(this.fixture.key());
		this.events.add(first);
		Thread slow = new Thread(() -> this.events.deliver(Runnable::run));
		slow.start();
		await(begun);
		this.events.add(second);
		this.events.deliver(Runnable::run);
		assertThat(heard).containsExactly(first);
		goOn.countDown();
		slow.join();
		assertThat(heard).containsExactly(first, second);
	}

	@Test
	void createdWhenAnswerTookLongShouldSayHowLong() {
		S3ExpressSessionManager manager = this.fixture.start();
		manager.getAsync(this.fixture.key());
		this.fixture.time.advance(Duration.ofSeconds(3));
		S3ExpressSession session = this.fixture.creator.last().succeed();
		assertThat(this.fixture.events)
			.containsExactly(new SessionEvent.Created(this.fixture.key(), session.expires(), Duration.ofSeconds(3)));
	}

	@Test
	void snapshotsWhenThereAreManyKeysShouldBeSorted() {
		S3ExpressSessionManager manager = this.fixture.mode(SessionModeStrategy.BY_OPERATION).start();
		this.fixture.creator.answersAtOnce();
		for (String bucket : List.of("b--use1-az4--x-s3", "a--use1-az4--x-s3")) {
			manager.keys(bucket).forEach(manager::get);
			manager.get(manager.key(bucket, "GetObject", ManagerFixture.request("AK")));
		}
		List<SessionKey> keys = manager.snapshots().stream().map(SessionSnapshot::key).toList();
		assertThat(keys).extracting((key) -> key.bucket().base()).containsExactly("a", "a", "a", "b", "b", "b");
		assertThat(keys).extracting(SessionKey::mode)
			.startsWith(SessionMode.READ_WRITE, SessionMode.READ_ONLY, SessionMode.READ_ONLY);
		assertThat(keys.get(1).principal().toString()).isLessThan(keys.get(2).principal().toString());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
