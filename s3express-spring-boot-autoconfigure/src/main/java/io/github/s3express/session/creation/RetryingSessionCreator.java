/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.springframework.classify.BinaryExceptionClassifier;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryPolicy;
import org.springframework.retry.backoff.BackOffContext;
import org.springframework.retry.backoff.ExponentialBackOffPolicy;
import org.springframework.retry.policy.SimpleRetryPolicy;

import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.S3ExpressSession;

/**
 * Tries CreateSession again after failures that may pass. The only place that does: the
 * client that makes the calls has its retries switched off.
 * <p>
 * The policies are those of Spring Retry. Its {@code RetryTemplate} is not used, because
 * that sleeps on the thread which retries; here the timer wakes the next try, and no
 * thread is held meanwhile.
 */
public final class RetryingSessionCreator implements SessionCreator {

	private final CreationAttempts delegate;

	private final CreationRetry retry;

	private final RetryPolicy policy;

	private final SessionTimer timer;

	private final RandomGenerator random;

	/**
	 * Creates a creator.
	 * @param delegate makes each try
	 * @param retry how often to try, and when
	 * @param timer wakes the next try
	 * @param random spreads the tries
	 */
	public RetryingSessionCreator(CreationAttempts delegate, CreationRetry retry, SessionTimer timer,
			RandomGenerator random) {
		this.delegate = delegate;
		this.retry = retry;
		this.policy = new SimpleRetryPolicy(retry.maxRetries() + 1, new PassingFailureClassifier());
		this.timer = timer;
		this.random = random;
	}

	@Override
	public CompletableFuture<S3ExpressSession> create(CreationRequest request) {
		Creation creation = new Creation(request);
		creation.attempt(false);
		return creation.result;
	}

	private final class Creation {

		private final CreationRequest request;

		private final CompletableFuture<S3ExpressSession> result = new CompletableFuture<>();

		private final RetryContext context = RetryingSessionCreator.this.policy.open(null);

		private final AtomicLong wait = new AtomicLong();

		private final ExponentialBackOffPolicy backOff = new ExponentialBackOffPolicy();

		private final BackOffContext backOffContext;

		private volatile Runnable cancelRetry = () -> {
		};

		private Creation(CreationRequest request) {
			CreationRetry retry = RetryingSessionCreator.this.retry;
			this.request = new CreationRequest(request.key(), request.priority(),
					() -> !this.result.isDone() && request.wanted().getAsBoolean());
			this.backOff.setInitialInterval(retry.initialInterval().toMillis());
			if (retry.multiplier() > 1) {
				this.backOff.setMultiplier(retry.multiplier());
				this.backOff.setMaxInterval(retry.maxInterval().toMillis());
			}
			else {
				// The policy warns of a multiplier of 1. So waits are equal as well.
				this.backOff.setMaxInterval(retry.initialInterval().toMillis());
			}
			this.backOff.setSleeper(this.wait::set);
			this.backOffContext = this.backOff.start(this.context);
		}

		private void attempt(boolean again) {
			if (this.result.isDone()) {
				return;
			}
			try {
				RetryingSessionCreator.this.delegate.attempt(this.request, again).whenComplete(this::answered);
			}
			catch (Throwable ex) {
				this.result.completeExceptionally(ex);
			}
		}

		private void answered(@Nullable S3ExpressSession session, @Nullable Throwable failure) {
			if (failure == null) {
				this.result.complete(session);
				this.cancelRetry.run();
				return;
			}
			Throwable last = this.context.getLastThrowable();
			if (failure instanceof CancellationException && last != null) {
				// Nobody waits for the next try, but the last one told something.
				this.result.completeExceptionally(last);
				return;
			}
			RetryingSessionCreator.this.policy.registerThrowable(this.context, failure);
			if (!RetryingSessionCreator.this.policy.canRetry(this.context)) {
				this.result.completeExceptionally(failure);
				return;
			}
			this.cancelRetry = RetryingSessionCreator.this.timer.schedule(() -> attempt(true), nextWait());
			if (failure instanceof CallTimeoutException timeout) {
				timeout.lateAnswer().thenAccept((late) -> answered(late, null));
			}
		}

		private Duration nextWait() {
			this.backOff.backOff(this.backOffContext);
			double share = 1
					- RetryingSessionCreator.this.retry.jitter() * RetryingSessionCreator.this.random.nextDouble();
			return Duration.ofNanos((long) (Duration.ofMillis(this.wait.get()).toNanos() * share));
		}

	}

	private static final class PassingFailureClassifier extends BinaryExceptionClassifier {

		private PassingFailureClassifier() {
			super(false);
		}

		@Override
		public Boolean classify(Throwable failure) {
			return !(failure instanceof CancellationException) && CreationFailure.isPassing(failure);
		}

	}

}
