/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.creation.VirtualTime;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers hang on to their sessions may block: whose thread it holds, and what it
 * does not hold up.
 */
class ContinuationThreadsTests {

	private final VirtualTime time = new VirtualTime();

	private final ContinuationThreads threads = new ContinuationThreads(SessionThreads.daemons("continuation-test"),
			this.time, SessionThreads.IDLE_LIFE);

	private final CallerFutures futures = new CallerFutures(this.time, this.threads);

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
		this.threads.stop();
		Awaitility.await().until(() -> this.threads.threads() == 0);
	}

	@Test
	void executeWhenManyBlockShouldRunWhateverComesAfter() {
		for (int blocking = 0; blocking < 50; blocking++) {
			this.threads.execute(this::block);
		}
		CountDownLatch ran = new CountDownLatch(1);
		this.threads.execute(ran::countDown);
		passTimeUntil(() -> ran.getCount() == 0);
		assertThat(this.threads.threads()).as("one for each that blocks, and those added with the last")
			.isBetween(50, 128);
	}

	@Test
	void executeWhenNothingBlocksShouldNeedFewThreads() {
		for (int number = 0; number < 1_000; number++) {
			CountDownLatch ran = new CountDownLatch(1);
			this.threads.execute(ran::countDown);
			await(ran);
		}
		assertThat(this.threads.threads()).isLessThanOrEqualTo(4);
	}

	@Test
	void executeWhenNothingEverEndsShouldHaveABoundOnThreads() {
		// Threads that do not run are as good as threads that are held.
		ContinuationThreads held = new ContinuationThreads((task) -> new Thread(task) {

			@Override
			public void start() {
				// Held before it begins.
			}

		}, this.time, SessionThreads.IDLE_LIFE);
		for (int number = 0; number < 5_000; number++) {
			held.execute(this::block);
		}
		this.time.advance(ContinuationThreads.RELIEF_AFTER.multipliedBy(100));
		assertThat(held.threads()).isEqualTo(ContinuationThreads.MOST_THREADS);
	}

	@Test
	void executeWhenATaskFailsShouldRunTheNext() {
		for (int number = 0; number < 20; number++) {
			this.threads.execute(() -> {
				throw new IllegalStateException("of a caller");
			});
		}
		CountDownLatch ran = new CountDownLatch(1);
		this.threads.execute(ran::countDown);
		passTimeUntil(() -> ran.getCount() == 0);
	}

	@Test
	void stopWhenAllThreadsAreHeldShouldRunWhatWaits() {
		for (int blocking = 0; blocking < 20; blocking++) {
			this.threads.execute(this::block);
		}
		CountDownLatch ran = new CountDownLatch(10);
		for (int waiting = 0; waiting < 10; waiting++) {
			this.threads.execute(ran::countDown);
		}
		this.threads.stop();
		await(ran);
	}

	@Test
	void callerWhenContinuationsOfOthersBlockShouldBeAnswered() {
		CompletableFuture<S3ExpressSession> shared = new CompletableFuture<>();
		List<CompletableFuture<?>> blocked = new ArrayList<>();
		for (int caller = 0; caller < 50; caller++) {
			blocked.add(own(shared).handle((session, failure) -> block()));
		}
		CompletableFuture<S3ExpressSession> last = own(shared);
		shared.completeExceptionally(new IllegalStateException("no session"));
		passTimeUntil(last::isDone);
		assertThat(last).isCompletedExceptionally();
		assertThat(blocked).noneMatch(CompletableFuture::isDone);
	}

	@Test
	void deadlineWhenContinuationsOfOthersBlockShouldBeKept() {
		CompletableFuture<S3ExpressSession> failed = new CompletableFuture<>();
		for (int caller = 0; caller < 50; caller++) {
			own(failed).handle((session, failure) -> block());
		}
		CompletableFuture<S3ExpressSession> hanging = own(new CompletableFuture<>());
		failed.completeExceptionally(new IllegalStateException("no session"));
		this.time.advance(ManagerFixture.LIFE.minusNanos(1));
		assertThat(hanging).isNotDone();
		passTimeUntil(hanging::isDone);
		assertThat(ManagerFixture.failureOf(hanging)).hasMessage("too late");
	}

	@Test
	void awaitAnswersShouldReturnOnceAllCallersAreAnswered() {
		CompletableFuture<S3ExpressSession> shared = new CompletableFuture<>();
		List<CompletableFuture<S3ExpressSession>> callers = new ArrayList<>();
		for (int caller = 0; caller < 50; caller++) {
			callers.add(own(shared));
		}
		shared.completeExceptionally(new IllegalStateException("stopped"));
		this.threads.stop();
		this.futures.awaitAnswers();
		assertThat(callers).allMatch(CompletableFuture::isCompletedExceptionally);
	}

	private CompletableFuture<S3ExpressSession> own(CompletableFuture<S3ExpressSession> shared) {
		return this.futures.of(shared, (own, session, failure) -> own.completeExceptionally(failure),
				ManagerFixture.LIFE, () -> new IllegalStateException("too late"));
	}

	// Threads run in their own time; the timer's time passes meanwhile.
	private void passTimeUntil(Callable<Boolean> condition) {
		Awaitility.await().pollInSameThread().until(() -> {
			this.time.advance(ContinuationThreads.RELIEF_AFTER);
			return condition.call();
		});
	}

	private Void block() {
		await(this.released);
		return null;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
