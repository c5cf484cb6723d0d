/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners that are slow, stuck or throw are nobody's business but their own.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListenerMailboxTests {

	private final ManagerFixture fixture = new ManagerFixture();

	private final List<Runnable> pending = new ArrayList<>();

	private final List<SessionEvent> heard = new ArrayList<>();

	private final SessionEvent event = new SessionEvent.Invalidated(this.fixture.key());

	@Test
	void addWhenListenerIsStuckShouldDropCountAndLogWhatDoesNotFit(CapturedOutput output) {
		ListenerMailbox mailbox = new ListenerMailbox(this.heard::add);
		for (int number = 0; number < ListenerMailbox.CAPACITY + 5; number++) {
			mailbox.add(this.event);
			mailbox.deliver(this.pending::add);
		}
		assertThat(this.pending).hasSize(1);
		assertThat(output).containsOnlyOnce("is too slow: 1024 events wait for it");
		this.pending.remove(0).run();
		assertThat(this.heard).hasSize(ListenerMailbox.CAPACITY);
		assertThat(output).containsOnlyOnce("it was not told of 5 events");
		mailbox.add(this.event);
		mailbox.deliver(Runnable::run);
		assertThat(this.heard).hasSize(ListenerMailbox.CAPACITY + 1);
	}

	@Test
	void deliverWhenExecutorHasStoppedShouldLeaveTheEventsToTheNext() {
		ListenerMailbox mailbox = new ListenerMailbox(this.heard::add);
		mailbox.add(this.event);
		mailbox.deliver((task) -> {
			throw new RejectedExecutionException("thrown by the test");
		});
		assertThat(this.heard).isEmpty();
		mailbox.deliver(Runnable::run);
		assertThat(this.heard).containsExactly(this.event);
	}

	@Test
	void deliverWhenOneListenerIsStuckShouldTellTheOthers() {
		SessionEvents events = new SessionEvents();
		events.addListener((event) -> this.pending.add(() -> {
		}));
		events.addListener(this.heard::add);
		events.add(this.event);
		List<Runnable> threads = new ArrayList<>();
		events.deliver(threads::add);
		threads.get(1).run();
		assertThat(this.heard).containsExactly(this.event);
		assertThat(this.pending).isEmpty();
	}

	@Test
	void listenerWhenItHearsShouldFindWaitersAnswered() {
		S3ExpressSessionManager manager = this.fixture.start();
		List<CompletableFuture<S3ExpressSession>> waiters = new ArrayList<>();
		List<Boolean> answered = new ArrayList<>();
		manager.addListener((event) -> answered.add(waiters.stream().allMatch(CompletableFuture::isDone)));
		waiters.add(manager.getAsync(this.fixture.key()));
		waiters.add(manager.getAsync(this.fixture.key()));
		this.fixture.creator.last().succeed();
		assertThat(answered).containsExactly(true);
		waiters.add(manager.refresh(this.fixture.key()));
		this.fixture.creator.last().fail(new IllegalStateException("thrown by the test"));
		assertThat(answered).containsExactly(true, true);
	}

}
