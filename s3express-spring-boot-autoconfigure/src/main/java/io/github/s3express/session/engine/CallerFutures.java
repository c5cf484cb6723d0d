/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.creation.SessionTimer;

/**
 * The futures that callers get: each its own, with a deadline, so that what one does with
 * his is nobody else's business. Completed by threads that may block, since callers hang
 * on to them what they like.
 */
final class CallerFutures {

	// Only a machine in trouble takes longer to hand over what is there already.
	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

	private final Set<CompletableFuture<S3ExpressSession>> pending = ConcurrentHashMap.newKeySet();

	private final SessionTimer timer;

	private final Executor continuations;

	CallerFutures(SessionTimer timer, Executor continuations) {
		this.timer = timer;
		this.continuations = continuations;
	}

	/**
	 * A future for one caller.
	 * @param shared what many wait for
	 * @param answer completes the caller's future with what came of the shared one
	 * @param deadline after how long the caller is not kept waiting any more
	 * @param tooLate makes the failure that the caller then gets
	 * @return the caller's future
	 */
	CompletableFuture<S3ExpressSession> of(CompletableFuture<S3ExpressSession> shared, Answer answer, Duration deadline,
			Supplier<RuntimeException> tooLate) {
		CompletableFuture<S3ExpressSession> own = new CompletableFuture<>();
		if (shared.isDone()) {
			shared.whenComplete((session, failure) -> answer.complete(own, session, failure));
			return own;
		}
		this.pending.add(own);
		Runnable cancelDeadline = this.timer
			.schedule(() -> this.continuations.execute(() -> own.completeExceptionally(tooLate.get())), deadline);
		own.whenComplete((session, failure) -> {
			this.pending.remove(own);
			cancelDeadline.run();
		});
		BiConsumer<@Nullable S3ExpressSession, @Nullable Throwable> complete = (session, failure) -> answer
			.complete(own, session, failure);
		shared.whenCompleteAsync(complete, this.continuations);
		return own;
	}

	/**
	 * Waits until all callers have been answered, whose shared futures are complete by
	 * now. What they hung on to theirs may go on.
	 */
	void awaitAnswers() {
		long end = System.nanoTime() + LONGEST_ANSWER.toNanos();
		for (CompletableFuture<S3ExpressSession> own : this.pending) {
			try {
				own.get(Math.max(end - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
			}
			catch (ExecutionException | CancellationException ex) {
				// An answer as well.
			}
			catch (TimeoutException ex) {
				return;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	/**
	 * Completes a caller's future.
	 */
	@FunctionalInterface
	interface Answer {

		void complete(CompletableFuture<S3ExpressSession> own, @Nullable S3ExpressSession session,
				@Nullable Throwable failure);

	}

}
