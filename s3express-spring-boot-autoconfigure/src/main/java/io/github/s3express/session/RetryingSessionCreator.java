/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
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

/**
 * Tries CreateSession again after failures that may pass. The only place that does: the
 * client that makes the calls has its retries switched off.
 * <p>
 * The policies are those of Spring Retry. Its {@code RetryTemplate} is not used, because
 * that sleeps on the thread which retries; here the timer wakes the next try, and no
 * thread is held meanwhile.
 */
final class RetryingSessionCreator implements SessionCreator {

	private final SessionCreator delegate;

	private final CreationRetry retry;

	private final RetryPolicy policy;

	private final SessionTimer timer;

	private final RandomGenerator random;

	RetryingSessionCreator(SessionCreator delegate, CreationRetry retry, SessionTimer timer, RandomGenerator random) {
		this.delegate = delegate;
		this.retry = retry;
		this.policy = new SimpleRetryPolicy(retry.maxRetries() + 1, new PassingFailureClassifier());
		this.timer = timer;
		this.random = random;
	}

	@Override
	public CompletableFuture<S3ExpressSession> create(SessionKey key) {
		Creation creation = new Creation(key);
		creation.attempt();
		return creation.result;
	}

	private final class Creation {

		private final SessionKey key;

		private final CompletableFuture<S3ExpressSession> result = new CompletableFuture<>();

		private final RetryContext context = RetryingSessionCreator.this.policy.open(null);

		private final AtomicLong wait = new AtomicLong();

		private final ExponentialBackOffPolicy backOff = new ExponentialBackOffPolicy();

		private final BackOffContext backOffContext;

		private Creation(SessionKey key) {
			CreationRetry retry = RetryingSessionCreator.this.retry;
			this.key = key;
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

		private void attempt() {
			try {
				RetryingSessionCreator.this.delegate.create(this.key).whenComplete(this::answered);
			}
			catch (Throwable ex) {
				this.result.completeExceptionally(ex);
			}
		}

		private void answered(@Nullable S3ExpressSession session, @Nullable Throwable failure) {
			if (failure == null) {
				this.result.complete(session);
				return;
			}
			RetryingSessionCreator.this.policy.registerThrowable(this.context, failure);
			if (RetryingSessionCreator.this.policy.canRetry(this.context)) {
				RetryingSessionCreator.this.timer.schedule(this::attempt, nextWait());
			}
			else {
				this.result.completeExceptionally(failure);
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
			return CreationFailure.isPassing(failure);
		}

	}

}
