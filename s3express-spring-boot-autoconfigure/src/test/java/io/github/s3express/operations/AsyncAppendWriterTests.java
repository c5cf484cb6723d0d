/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.operations.FaultyProxy.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * {@link AsyncAppendWriter} and renames over sockets.
 */
class AsyncAppendWriterTests {

	private static final String BUCKET = SocketFixture.BUCKET;

	private static final UnaryOperator<AppendOptions.Builder> ON_DEMAND = OperationsFixture.onDemand();

	private final SocketFixture fixture = new SocketFixture();

	private final S3ExpressAsyncOperations operations = new DefaultS3ExpressAsyncOperations(this.fixture.asyncClient);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void appendWhenObjectIsMissingShouldCreateItAndNextWriterShouldContinue() {
		AsyncAppendWriter writer = open("log");
		write(writer, "one ");
		assertThat(writer.position()).isEqualTo(4);
		assertThat(writer.syncedPosition()).isZero();
		writer.sync().join();
		assertThat(writer.syncedPosition()).isEqualTo(4);
		write(writer, "two ");
		writer.close().join();
		AsyncAppendWriter next = open("log");
		assertThat(next.position()).isEqualTo(8);
		assertThat(next.key()).isEqualTo("log");
		write(next, "three");
		next.close().join();
		assertThat(this.fixture.content("log")).isEqualTo("one two three");
	}

	@Test
	void appendWhenObjectIsMissingAndNotToBeCreatedShouldSaySo() {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.operations.append(BUCKET, "log", (options) -> options.create(false)).join())
			.withCauseInstanceOf(AppendException.class)
			.withMessageContaining("does not exist");
	}

	@Test
	void writeWhenLargerThanBlocksShouldBeCutAndCompleteOnceTaken() {
		byte[] bytes = new byte[10_500];
		new Random(1).nextBytes(bytes);
		AsyncAppendWriter writer = this.operations
			.append(BUCKET, "log", (options) -> ON_DEMAND.apply(options).blockSize(1_000, 1_000))
			.join();
		writer.write(ByteBuffer.wrap(bytes)).join();
		// At most one block is under way and one is being filled.
		assertThat(writer.position() - writer.syncedPosition()).isLessThanOrEqualTo(2_000);
		writer.close().join();
		assertThat(this.fixture.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("log")).asByteArray())
			.isEqualTo(bytes);
		assertThat(this.fixture.server.counters().count("PutObject")).isEqualTo(1 + 11);
	}

	@Test
	void writeWhenThereIsNoRoomShouldNotCompleteAndRefuseAnother() {
		AsyncAppendWriter writer = this.operations
			.append(BUCKET, "log", (options) -> ON_DEMAND.apply(options).blockSize(10, 10))
			.join();
		this.fixture.server.faults().on("PutObject").latency(Duration.ofMillis(300)).times(1);
		CompletableFuture<Void> first = writer.write(ByteBuffer.wrap(OperationsFixture.bytes("1234567890abcdefghij")));
		assertThat(first).isCompleted();
		CompletableFuture<Void> second = writer.write(ByteBuffer.wrap(OperationsFixture.bytes("x")));
		assertThat(second).isNotDone();
		assertThat(writer.position()).isEqualTo(20);
		assertThatIllegalStateException().isThrownBy(() -> write(writer, "y"));
		second.join();
		writer.close().join();
		assertThat(this.fixture.content("log")).isEqualTo("1234567890abcdefghijx");
	}

	@Test
	void publisherShouldBeAskedForNoMoreThanThereIsRoomFor() {
		AsyncAppendWriter writer = this.operations
			.append(BUCKET, "log", (options) -> ON_DEMAND.apply(options).blockSize(10, 10))
			.join();
		CountingPublisher publisher = new CountingPublisher(40, 5, writer::syncedPosition);
		writer.writeAll(publisher).join();
		writer.close().join();
		assertThat(this.fixture.content("log")).hasSize(200);
		assertThat(publisher.requested).isOne();
		assertThat(publisher.ahead).isLessThanOrEqualTo(2 * 10);
	}

	@Test
	void publisherWhenItFailsShouldFailTheFutureAndLeaveTheWriterUsable() {
		AsyncAppendWriter writer = open("log");
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(
					() -> writer.writeAll((subscriber) -> subscriber.onSubscribe(new OneThenError(subscriber, "text")))
						.join())
			.withMessageContaining("no more");
		writer.close().join();
		assertThat(this.fixture.content("log")).isEqualTo("text");
	}

	@Test
	void publisherWhenFutureIsCancelledShouldBeCancelled() {
		AsyncAppendWriter writer = open("log");
		AtomicBoolean cancelled = new AtomicBoolean();
		CompletableFuture<Void> all = writer.writeAll((subscriber) -> subscriber.onSubscribe(new Subscription() {

			@Override
			public void request(long n) {
			}

			@Override
			public void cancel() {
				cancelled.set(true);
			}

		}));
		all.cancel(true);
		assertThat(cancelled).isTrue();
		writer.close().join();
	}

	@Test
	void bytesWhenFlushIntervalIsOverShouldBeSentUnasked() {
		AsyncAppendWriter writer = this.operations
			.append(BUCKET, "log", (options) -> options.flushInterval(Duration.ofMillis(20), Duration.ofMillis(20)))
			.join();
		write(writer, "text");
		await().until(() -> writer.syncedPosition() == 4);
		write(writer, " more");
		await().until(() -> writer.syncedPosition() == 9);
		writer.close().join();
	}

	@Test
	void bytesWhenFlushFailsShouldBeSentByTheNext() {
		AsyncAppendWriter writer = this.operations
			.append(BUCKET, "log",
					(options) -> options.flushInterval(Duration.ofMillis(20), Duration.ofMillis(20)).maxTries(1))
			.join();
		this.fixture.server.faults().on("PutObject").error(403, "AccessDenied").times(2);
		write(writer, "text");
		await().until(() -> writer.syncedPosition() == 4);
		writer.close().join();
		assertThat(this.fixture.content("log")).isEqualTo("text");
	}

	@Test
	void syncWhenServiceIsAwayShouldFailAndGoOnAfterwards() throws Exception {
		AsyncAppendWriter writer = this.operations
			.append(BUCKET, "log", (options) -> ON_DEMAND.apply(options).maxTries(1))
			.join();
		this.fixture.spoilAppends(Fault.LOSE_ANSWER, Integer.MAX_VALUE);
		write(writer, "one ");
		CompletableFuture<Void> sync = writer.sync();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(sync::join)
			.havingCause()
			.isInstanceOfSatisfying(AppendException.class, (ex) -> {
				assertThat(ex.isResumable()).isTrue();
				assertThat(ex.outcome()).isEqualTo(BlockOutcome.UNKNOWN);
			});
		this.fixture.heal();
		write(writer, "two");
		writer.sync().get(10, TimeUnit.SECONDS);
		writer.close().join();
		assertThat(this.fixture.content("log")).isEqualTo("one two");
	}

	@Test
	void writerWhenAnotherTookOverShouldFailWithBothPositionsAndCloseQuietly() {
		AsyncAppendWriter frozen = open("log");
		write(frozen, "first ");
		frozen.sync().join();
		write(frozen, "late");
		AsyncAppendWriter writer = open("log");
		write(writer, "second");
		writer.close().join();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> frozen.sync().join())
			.havingCause()
			.isInstanceOfSatisfying(ConcurrentAppendException.class, (ex) -> {
				assertThat(ex.position()).isEqualTo(6);
				assertThat(ex.found()).isEqualTo(12);
				assertThat(ex.outcome()).isEqualTo(BlockOutcome.NOT_WRITTEN);
			});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> write(frozen, "x"))
			.withCauseInstanceOf(ConcurrentAppendException.class);
		frozen.close().join();
		assertThat(this.fixture.content("log")).isEqualTo("first second");
	}

	@Test
	void closedWriterShouldSaySo() {
		AsyncAppendWriter writer = open("log");
		writer.close().join();
		writer.close().join();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> write(writer, "x"))
			.withCauseInstanceOf(IOException.class)
			.withMessageContaining("is closed");
	}

	@Test
	void closeWhenWriteIsUnderWayShouldWaitForItsBytes() {
		AsyncAppendWriter writer = this.operations
			.append(BUCKET, "log", (options) -> ON_DEMAND.apply(options).blockSize(2, 2))
			.join();
		CompletableFuture<Void> write = writer.write(ByteBuffer.wrap(OperationsFixture.bytes("0123456789")));
		writer.close().join();
		assertThat(write).isCompleted();
		assertThat(this.fixture.content("log")).isEqualTo("0123456789");
	}

	@Test
	void limitWhenToBeRolledOverShouldGoOnWithTheNextKeyAndContinueThere() {
		UnaryOperator<AppendOptions.Builder> rolling = (
				options) -> ON_DEMAND.apply(options).maxParts(3).atLimit(AtAppendLimit.ROLL_OVER);
		AsyncAppendWriter writer = this.operations.append(BUCKET, "logs/log", rolling).join();
		for (int i = 0; i < 4; i++) {
			write(writer, "" + i);
			writer.sync().join();
		}
		writer.close().join();
		assertThat(this.fixture.content("logs/log")).isEqualTo("01");
		assertThat(this.fixture.content("logs/log-000001")).isEqualTo("23");
		assertThat(this.operations.append(BUCKET, "logs/log", rolling).join().key()).isEqualTo("logs/log-000001");
	}

	@Test
	void renameShouldMoveTheObjectAlsoWhenAnAnswerIsLost() {
		for (Fault fault : List.of(Fault.NONE, Fault.LOSE_ANSWER, Fault.ERROR_AFTER)) {
			this.fixture.heal();
			AsyncAppendWriter writer = open("a");
			write(writer, "text");
			writer.close().join();
			int[] left = { 1 };
			this.fixture.proxy.spoil((head) -> (head.contains("?renameObject") && left[0]-- > 0) ? fault : Fault.NONE);
			assertThat(this.operations.rename(BUCKET, "a", "b").join().etag()).isNotEmpty();
			assertThat(this.fixture.content("b")).isEqualTo("text");
			assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> this.fixture.content("a"));
		}
	}

	@Test
	void renameWhenAllAnswersAreLostShouldBeSettledByBothKeys() {
		AsyncAppendWriter writer = open("a");
		write(writer, "text");
		writer.close().join();
		this.fixture.proxy.spoil((head) -> head.contains("?renameObject") ? Fault.ERROR_AFTER : Fault.NONE);
		assertThat(this.operations.rename(BUCKET, "a", "b").join().settled()).isTrue();
		assertThat(this.fixture.content("b")).isEqualTo("text");
	}

	@Test
	void renameWhenServiceIsAwayShouldSayThatItIsNotKnown() {
		open("a").close().join();
		this.fixture.proxy.spoil((head) -> head.contains("?renameObject") ? Fault.LOSE_REQUEST : Fault.NONE);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.operations.rename(BUCKET, "a", "b").join())
			.withCauseInstanceOf(RenameOutcomeUnknownException.class);
	}

	@Test
	void renameWhenDestinationMustNotExistShouldReplaceNothing() {
		open("a").close().join();
		open("b").close().join();
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.operations
				.rename(BUCKET, "a", "b", (conditions) -> conditions.destinationIfNoneMatch("*"))
				.join())
			.havingCause()
			.isInstanceOfSatisfying(S3Exception.class, (ex) -> assertThat(ex.statusCode()).isEqualTo(412));
	}

	@Test
	void bucketWhenItCannotAppendShouldBeRefusedInOneSentence() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.operations.append("logs--usw2-lax1-az1--x-s3", "log"))
			.withMessageContaining("Local Zone usw2-lax1-az1");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.operations.rename("logs--usw2-lax1-az1--x-s3", "a", "b"))
			.withMessageContaining("Local Zone");
	}

	private AsyncAppendWriter open(String key) {
		return this.operations.append(BUCKET, key, ON_DEMAND).join();
	}

	private static void write(AsyncAppendWriter writer, String text) {
		writer.write(ByteBuffer.wrap(OperationsFixture.bytes(text))).join();
	}

	private static final class CountingPublisher implements Publisher<ByteBuffer> {

		private final int elements;

		private final int size;

		private final LongSupplier synced;

		private volatile int given;

		private volatile long requested;

		private volatile long ahead;

		private CountingPublisher(int elements, int size, LongSupplier synced) {
			this.elements = elements;
			this.size = size;
			this.synced = synced;
		}

		@Override
		public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
			subscriber.onSubscribe(new Subscription() {

				@Override
				public void request(long n) {
					CountingPublisher outer = CountingPublisher.this;
					outer.requested = Math.max(outer.requested, n);
					outer.ahead = Math.max(outer.ahead, (long) outer.given * outer.size - outer.synced.getAsLong());
					// Not on the caller's stack.
					CompletableFuture.runAsync(() -> {
						if (CountingPublisher.this.given < CountingPublisher.this.elements) {
							CountingPublisher.this.given++;
							subscriber.onNext(ByteBuffer.allocate(CountingPublisher.this.size));
						}
						else {
							subscriber.onComplete();
						}
					});
				}

				@Override
				public void cancel() {
				}

			});
		}

	}

	private static final class OneThenError implements Subscription {

		private final Subscriber<? super ByteBuffer> subscriber;

		private final String text;

		private boolean given;

		private OneThenError(Subscriber<? super ByteBuffer> subscriber, String text) {
			this.subscriber = subscriber;
			this.text = text;
		}

		@Override
		public void request(long n) {
			if (this.given) {
				this.subscriber.onError(new IllegalStateException("There is no more."));
				return;
			}
			this.given = true;
			this.subscriber.onNext(ByteBuffer.wrap(OperationsFixture.bytes(this.text)));
		}

		@Override
		public void cancel() {
		}

	}

}
