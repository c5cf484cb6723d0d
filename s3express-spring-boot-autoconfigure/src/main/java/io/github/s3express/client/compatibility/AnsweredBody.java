/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.utils.async.SimplePublisher;

/**
 * The body of an answer, made later of the body that came.
 */
final class AnsweredBody implements Publisher<ByteBuffer> {

	private final Publisher<ByteBuffer> received;

	private final BiFunction<byte[], BooleanSupplier, CompletableFuture<byte[]>> answer;

	/**
	 * Creates a body.
	 * @param received the body that came
	 * @param answer makes the other one; is told whether anybody still waits for it
	 */
	AnsweredBody(Publisher<ByteBuffer> received,
			BiFunction<byte[], BooleanSupplier, CompletableFuture<byte[]>> answer) {
		this.received = received;
		this.answer = answer;
	}

	@Override
	public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
		Collector collector = new Collector();
		SimplePublisher<ByteBuffer> answered = new SimplePublisher<>();
		answered.subscribe(new CancelAware(subscriber, collector));
		collector.document.thenCompose((document) -> this.answer.apply(document, () -> collector.cancelled))
			.whenComplete((body, failure) -> {
				if (failure != null) {
					answered.error((failure instanceof CompletionException wrapped && wrapped.getCause() != null)
							? wrapped.getCause() : failure);
				}
				else {
					answered.send(ByteBuffer.wrap(body));
					answered.complete();
				}
			});
		this.received.subscribe(collector);
	}

	/**
	 * Collects the body that came.
	 */
	private static final class Collector implements Subscriber<ByteBuffer> {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private final CompletableFuture<byte[]> document = new CompletableFuture<>();

		private volatile boolean cancelled;

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(ByteBuffer buffer) {
			byte[] chunk = new byte[buffer.remaining()];
			buffer.get(chunk);
			this.bytes.writeBytes(chunk);
		}

		@Override
		public void onError(Throwable failure) {
			this.document.completeExceptionally(failure);
		}

		@Override
		public void onComplete() {
			this.document.complete(this.bytes.toByteArray());
		}

	}

	/**
	 * Passes everything on and notices that nobody waits any more.
	 *
	 * @param delegate who gets the body
	 * @param collector is told
	 */
	private record CancelAware(Subscriber<? super ByteBuffer> delegate,
			Collector collector) implements Subscriber<ByteBuffer> {

		@Override
		public void onSubscribe(Subscription subscription) {
			this.delegate.onSubscribe(new Subscription() {

				@Override
				public void request(long count) {
					subscription.request(count);
				}

				@Override
				public void cancel() {
					CancelAware.this.collector.cancelled = true;
					subscription.cancel();
				}

			});
		}

		@Override
		public void onNext(ByteBuffer buffer) {
			this.delegate.onNext(buffer);
		}

		@Override
		public void onError(Throwable failure) {
			this.delegate.onError(failure);
		}

		@Override
		public void onComplete() {
			this.delegate.onComplete();
		}

	}

}
