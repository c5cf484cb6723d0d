/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Writes what a publisher has, and asks for the next buffer when there is room for it.
 */
final class PublishedBytes implements Subscriber<ByteBuffer> {

	private final AsyncAppendWriter writer;

	private final CompletableFuture<Void> done;

	private volatile @Nullable Subscription subscription;

	private volatile CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

	/**
	 * Creates the subscriber.
	 * @param writer takes the bytes
	 * @param done completed when all are taken; its cancellation ends the subscription
	 */
	PublishedBytes(AsyncAppendWriter writer, CompletableFuture<Void> done) {
		this.writer = writer;
		this.done = done;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		Objects.requireNonNull(subscription);
		if (this.subscription != null) {
			subscription.cancel();
			return;
		}
		this.subscription = subscription;
		this.done.whenComplete((nothing, ex) -> {
			if (ex != null) {
				subscription.cancel();
			}
		});
		subscription.request(1);
	}

	@Override
	public void onNext(ByteBuffer bytes) {
		if (this.done.isDone()) {
			return;
		}
		CompletableFuture<Void> written;
		try {
			written = this.writer.write(bytes);
		}
		catch (IllegalStateException ex) {
			written = CompletableFuture.failedFuture(ex);
		}
		this.last = written;
		written.whenComplete((nothing, ex) -> {
			Subscription from = this.subscription;
			if (ex != null) {
				this.done.completeExceptionally(ex);
			}
			else if (from != null) {
				from.request(1);
			}
		});
	}

	@Override
	public void onError(Throwable ex) {
		this.done.completeExceptionally(Objects.requireNonNull(ex));
	}

	// A publisher may complete while the last buffer is being taken.
	@Override
	public void onComplete() {
		this.last.whenComplete((nothing, ex) -> {
			if (ex == null) {
				this.done.complete(null);
			}
		});
	}

}
