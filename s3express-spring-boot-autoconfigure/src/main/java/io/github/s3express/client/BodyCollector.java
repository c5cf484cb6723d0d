/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Takes up a body whose length is known, and no more than that, as the SDK does when it
 * sends one.
 */
final class BodyCollector implements Subscriber<ByteBuffer> {

	private final byte[] bytes;

	private final CompletableFuture<BodyCollector> done = new CompletableFuture<>();

	private int received;

	private @Nullable Subscription subscription;

	private @Nullable Throwable failure;

	private BodyCollector(int length) {
		this.bytes = new byte[length];
	}

	/**
	 * Takes up a body.
	 * @param body the body
	 * @param length how long it is to be
	 * @return completes when the body is at its end, be it in vain, and never
	 * exceptionally
	 */
	static CompletableFuture<BodyCollector> collect(Publisher<ByteBuffer> body, int length) {
		BodyCollector collector = new BodyCollector(length);
		body.subscribe(collector);
		return collector.done;
	}

	/**
	 * The whole body.
	 * @return the body, or {@code null} if it was shorter than it was to be, or failed
	 */
	byte @Nullable [] body() {
		return (this.failure == null && this.received == this.bytes.length) ? this.bytes : null;
	}

	/**
	 * What came, as it came.
	 */
	Publisher<ByteBuffer> again() {
		return (subscriber) -> subscriber.onSubscribe(new Replay(subscriber));
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (this.subscription != null) {
			subscription.cancel();
			return;
		}
		this.subscription = subscription;
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(ByteBuffer buffer) {
		ByteBuffer part = buffer.duplicate();
		int taken = Math.min(part.remaining(), this.bytes.length - this.received);
		part.get(this.bytes, this.received, taken);
		this.received += taken;
		if (part.hasRemaining() && this.subscription != null) {
			this.subscription.cancel();
			this.done.complete(this);
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.failure = failure;
		this.done.complete(this);
	}

	@Override
	public void onComplete() {
		this.done.complete(this);
	}

	private final class Replay implements Subscription {

		private final Subscriber<? super ByteBuffer> subscriber;

		private boolean over;

		Replay(Subscriber<? super ByteBuffer> subscriber) {
			this.subscriber = subscriber;
		}

		@Override
		public synchronized void request(long count) {
			if (this.over) {
				return;
			}
			this.over = true;
			BodyCollector outer = BodyCollector.this;
			this.subscriber.onNext(ByteBuffer.wrap(outer.bytes, 0, outer.received));
			if (outer.failure != null) {
				this.subscriber.onError(outer.failure);
			}
			else {
				this.subscriber.onComplete();
			}
		}

		@Override
		public synchronized void cancel() {
			this.over = true;
		}

	}

}
