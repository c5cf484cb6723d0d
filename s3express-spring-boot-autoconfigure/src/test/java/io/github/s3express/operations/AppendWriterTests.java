/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.operations.UnreliableHttpClient.Loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * {@link AppendWriter} over sockets.
 */
class AppendWriterTests {

	private static final String BUCKET = OperationsFixture.BUCKET;

	private final OperationsFixture fixture = new OperationsFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void appendWhenObjectIsMissingShouldCreateItAndNextWriterShouldContinue() throws IOException {
		try (AppendWriter writer = this.fixture.open("log")) {
			writer.write(OperationsFixture.bytes("one "));
			assertThat(writer.position()).isEqualTo(4);
			assertThat(writer.syncedPosition()).isZero();
			writer.sync();
			assertThat(writer.syncedPosition()).isEqualTo(4);
			writer.write(OperationsFixture.bytes("two "));
		}
		try (AppendWriter writer = this.fixture.open("log")) {
			assertThat(writer.position()).isEqualTo(8);
			writer.write(OperationsFixture.bytes("three"));
		}
		assertThat(this.fixture.content("log")).isEqualTo("one two three");
	}

	@Test
	void appendWhenObjectIsMissingAndNotToBeCreatedShouldSaySo() {
		assertThatExceptionOfType(AppendException.class)
			.isThrownBy(() -> this.fixture.operations.append(BUCKET, "log", (options) -> options.create(false)))
			.withMessageContaining("s3express://" + BUCKET + "/log does not exist");
	}

	@Test
	void appendWhenObjectHasMetadataShouldKeepIt() throws IOException {
		this.fixture.client.putObject((put) -> put.bucket(BUCKET)
			.key("log")
			.contentType("text/csv")
			.cacheControl("no-store")
			.metadata(Map.of("owner", "me")), RequestBody.fromString("a\n"));
		try (AppendWriter writer = this.fixture.open("log")) {
			writer.write(OperationsFixture.bytes("b\n"));
		}
		HeadObjectResponse head = this.fixture.client.headObject((request) -> request.bucket(BUCKET).key("log"));
		assertThat(head.contentType()).isEqualTo("text/csv");
		assertThat(head.cacheControl()).isEqualTo("no-store");
		assertThat(head.metadata()).containsEntry("owner", "me").containsKey(AppendEpoch.METADATA);
		assertThat(this.fixture.content("log")).isEqualTo("a\nb\n");
	}

	@Test
	void blocksWhenLargerThanBlockSizeShouldBeCut() throws IOException {
		byte[] bytes = new byte[10_000];
		new Random(1).nextBytes(bytes);
		try (AppendWriter writer = this.fixture.operations.append(BUCKET, "log",
				(options) -> OperationsFixture.onDemand().apply(options).blockSize(1_000, 1_000))) {
			writer.write(bytes);
		}
		assertThat(this.fixture.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("log")).asByteArray())
			.isEqualTo(bytes);
		assertThat(appends()).isEqualTo(10);
	}

	@Test
	void bytesWhenWrittenAtOnceShouldBeOneBlock() throws IOException {
		try (AppendWriter writer = this.fixture.operations.append(BUCKET, "log",
				(options) -> OperationsFixture.onDemand().apply(options).blockSize(10, 10_000))) {
			writer.write(new byte[5_000]);
			writer.sync();
		}
		assertThat(appends()).isOne();
	}

	@Test
	void syncWhenAnswersAreLostShouldAppendOnce() throws IOException {
		try (AppendWriter writer = this.fixture.open("log")) {
			for (int i = 0; i < 5; i++) {
				loseOnce(Loss.ANSWER, "x-amz-write-offset-bytes");
				writer.write(OperationsFixture.bytes("same"));
				writer.sync();
			}
		}
		assertThat(this.fixture.content("log")).isEqualTo("same".repeat(5));
	}

	@Test
	void openingWhenAnswersAreLostShouldSucceed() throws IOException {
		loseOnce(Loss.ANSWER, "if-none-match");
		this.fixture.open("log").close();
		loseOnce(Loss.ANSWER, "x-amz-copy-source");
		try (AppendWriter writer = this.fixture.open("log")) {
			writer.write(OperationsFixture.bytes("text"));
		}
		assertThat(this.fixture.content("log")).isEqualTo("text");
	}

	@Test
	void logWhenConnectionsFailAtRandomShouldHoldEachLineOnce() throws IOException {
		Random random = new Random(42);
		StringBuilder expected = new StringBuilder();
		this.fixture.http.lose((request) -> switch (random.nextInt(5)) {
			case 0 -> Loss.REQUEST;
			case 1 -> Loss.ANSWER;
			default -> Loss.NONE;
		});
		try (AppendWriter writer = this.fixture.operations.append(BUCKET, "log",
				(options) -> OperationsFixture.onDemand().apply(options).maxParts(7).maxTries(50))) {
			for (int i = 0; i < 25; i++) {
				// Equal lines, so that only their number tells.
				writer.write(OperationsFixture.bytes("line\n"));
				expected.append("line\n");
				writer.sync();
			}
		}
		this.fixture.http.lose((request) -> Loss.NONE);
		assertThat(this.fixture.content("log")).isEqualTo(expected.toString());
	}

	@Test
	void syncWhenServiceIsAwayShouldThrowAndGoOnAfterwards() throws IOException {
		try (AppendWriter writer = this.fixture.operations.append(BUCKET, "log",
				(options) -> OperationsFixture.onDemand().apply(options).maxTries(1))) {
			writer.write(OperationsFixture.bytes("one "));
			writer.sync();
			this.fixture.http.lose((request) -> Loss.ANSWER);
			writer.write(OperationsFixture.bytes("two "));
			assertThatThrownBy(writer::sync).isInstanceOfSatisfying(AppendException.class, (ex) -> {
				assertThat(ex.isResumable()).isTrue();
				assertThat(ex.position()).isEqualTo(4);
				assertThat(ex.outcome()).isEqualTo(BlockOutcome.UNKNOWN);
			});
			assertThat(writer.position()).isEqualTo(8);
			this.fixture.http.lose((request) -> Loss.NONE);
			writer.write(OperationsFixture.bytes("three"));
			writer.sync();
		}
		assertThat(this.fixture.content("log")).isEqualTo("one two three");
	}

	@Test
	void writerWhenAnotherTookOverShouldFailAtOnceWithBothPositions() throws IOException {
		AppendWriter frozen = this.fixture.open("log");
		frozen.write(OperationsFixture.bytes("first "));
		frozen.sync();
		frozen.write(OperationsFixture.bytes("late"));
		try (AppendWriter writer = this.fixture.open("log")) {
			writer.write(OperationsFixture.bytes("second"));
			writer.sync();
			assertThatThrownBy(frozen::sync).isInstanceOfSatisfying(ConcurrentAppendException.class, (ex) -> {
				assertThat(ex.position()).isEqualTo(6);
				assertThat(ex.found()).isEqualTo(12);
				assertThat(ex.outcome()).isEqualTo(BlockOutcome.NOT_WRITTEN);
				assertThat(ex).hasMessageContaining("6 bytes").hasMessageContaining("12");
			});
			assertThatThrownBy(() -> frozen.write(1)).isInstanceOf(ConcurrentAppendException.class);
			frozen.close();
		}
		assertThat(this.fixture.content("log")).isEqualTo("first second");
	}

	@Test
	void writerWhenAnotherTookOverWithoutWritingShouldNotAppend() throws IOException {
		AppendWriter frozen = this.fixture.open("log");
		this.fixture.open("log").close();
		frozen.write(OperationsFixture.bytes("late"));
		assertThatExceptionOfType(ConcurrentAppendException.class).isThrownBy(frozen::sync);
		assertThat(this.fixture.content("log")).isEmpty();
	}

	@Test
	void writersWithoutFenceWhenBothAppendEqualBlocksShouldFindOut() throws IOException {
		AppendWriter one = this.fixture.operations.append(BUCKET, "log",
				(options) -> OperationsFixture.onDemand().apply(options).fence(false));
		AppendWriter other = this.fixture.operations.append(BUCKET, "log",
				(options) -> OperationsFixture.onDemand().apply(options).fence(false));
		one.write(OperationsFixture.bytes("equal"));
		one.sync();
		other.write(OperationsFixture.bytes("equal"));
		assertThatThrownBy(other::sync).isInstanceOfSatisfying(ConcurrentAppendException.class,
				(ex) -> assertThat(ex.outcome()).isEqualTo(BlockOutcome.NOT_WRITTEN));
		one.close();
		assertThat(this.fixture.content("log")).isEqualTo("equal");
	}

	@Test
	void tryWithResourcesWhenWriterFailsShouldThrowOnce() throws IOException {
		AppendWriter frozen = this.fixture.open("log");
		this.fixture.open("log").close();
		assertThatThrownBy(() -> {
			try (frozen) {
				frozen.write(1);
				frozen.sync();
			}
		}).isInstanceOf(ConcurrentAppendException.class).hasNoSuppressedExceptions();
		assertThatThrownBy(() -> frozen.write(1)).isInstanceOf(IOException.class).hasMessageContaining("is closed");
	}

	@Test
	void writerWhenObjectWasDeletedShouldSaySo() throws IOException {
		AppendWriter writer = this.fixture.open("log");
		this.fixture.client.deleteObject((delete) -> delete.bucket(BUCKET).key("log"));
		writer.write(1);
		assertThatExceptionOfType(ConcurrentAppendException.class).isThrownBy(writer::sync)
			.withMessageContaining("was deleted");
	}

	@Test
	void limitWhenToBeRewrittenShouldGoOnInTheSameObject() throws IOException {
		write(AtAppendLimit.REWRITE, 10);
		assertThat(this.fixture.content("log")).isEqualTo("0123456789");
		assertThat(this.fixture.server.counters().count("CopyObject")).isPositive();
	}

	@Test
	void limitWhenToBeRolledOverShouldGoOnWithTheNextKeyAndContinueThere() throws IOException {
		write(AtAppendLimit.ROLL_OVER, 4);
		assertThat(this.fixture.content("log")).isEqualTo("01");
		assertThat(this.fixture.content("log-000001")).isEqualTo("23");
		// Retention takes the oldest away.
		this.fixture.client.deleteObject((delete) -> delete.bucket(BUCKET).key("log"));
		try (AppendWriter writer = this.fixture.operations.append(BUCKET, "log",
				(options) -> OperationsFixture.onDemand().apply(options).atLimit(AtAppendLimit.ROLL_OVER))) {
			assertThat(writer.key()).isEqualTo("log-000001");
			assertThat(writer.position()).isEqualTo(2);
		}
	}

	@Test
	void openingWhenAnotherTookOverBetweenTwoKeysShouldShutItOut() throws IOException {
		this.fixture.operations.append(BUCKET, "log", rollingOver()).close();
		AtomicReference<AppendWriter> other = new AtomicReference<>();
		AtomicBoolean first = new AtomicBoolean(true);
		this.fixture.http.lose((request) -> {
			if (request.encodedPath().endsWith("/log-000001") && first.getAndSet(false)) {
				takeOverAndLeaveNextKey(other);
			}
			return Loss.NONE;
		});
		try (AppendWriter writer = this.fixture.operations.append(BUCKET, "log", rollingOver())) {
			writer.write(OperationsFixture.bytes("mine"));
			writer.sync();
			AppendWriter shutOut = other.get();
			shutOut.write(OperationsFixture.bytes("late"));
			assertThatExceptionOfType(ConcurrentAppendException.class).isThrownBy(shutOut::sync);
		}
		assertThat(this.fixture.content("log")).isEqualTo("other ");
		assertThat(this.fixture.content("log-000001")).isEqualTo("mine");
	}

	// An even earlier writer had sent the creation of the next key, which arrives now.
	private void takeOverAndLeaveNextKey(AtomicReference<AppendWriter> other) {
		try {
			AppendWriter writer = this.fixture.operations.append(BUCKET, "log", rollingOver());
			writer.write(OperationsFixture.bytes("other "));
			writer.sync();
			other.set(writer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.fixture.client.putObject(
				(put) -> put.bucket(BUCKET).key("log-000001").metadata(Map.of(AppendEpoch.METADATA, "1@0:earlier+0")),
				RequestBody.empty());
	}

	private static UnaryOperator<AppendOptions.Builder> rollingOver() {
		return (options) -> OperationsFixture.onDemand().apply(options).atLimit(AtAppendLimit.ROLL_OVER);
	}

	@Test
	void limitWhenNothingIsToBeDoneShouldSayWhatToDo() {
		assertThatExceptionOfType(AppendException.class).isThrownBy(() -> write(AtAppendLimit.FAIL, 4))
			.withMessageContaining("choose rewrite or roll-over");
		assertThat(this.fixture.content("log")).isEqualTo("01");
	}

	@Test
	void limitWhenOnlyTheServiceKnowsItShouldBeMetAllTheSame() throws IOException {
		try (AppendWriter writer = this.fixture.open("log")) {
			writer.write(OperationsFixture.bytes("one "));
			writer.sync();
			this.fixture.server.faults().on("PutObject").error(400, "TooManyParts").times(1);
			writer.write(OperationsFixture.bytes("two"));
			writer.sync();
		}
		assertThat(this.fixture.content("log")).isEqualTo("one two");
		assertThat(this.fixture.server.counters().count("CopyObject")).isOne();
	}

	@Test
	void bytesWhenFlushIntervalIsOverShouldBeSentUnasked() throws IOException {
		try (AppendWriter writer = this.fixture.operations.append(BUCKET, "log",
				(options) -> options.flushInterval(Duration.ofMillis(1), Duration.ofMillis(1)))) {
			writer.write(OperationsFixture.bytes("text"));
			while (writer.syncedPosition() < 4) {
				Thread.onSpinWait();
			}
			assertThat(this.fixture.content("log")).isEqualTo("text");
		}
	}

	@Test
	void flushShouldSendWithoutWaiting() throws IOException {
		try (AppendWriter writer = this.fixture.operations.append(BUCKET, "log",
				(options) -> options.flushInterval(Duration.ofDays(1), Duration.ofDays(1)))) {
			writer.write(OperationsFixture.bytes("text"));
			writer.flush();
			while (writer.syncedPosition() < 4) {
				Thread.onSpinWait();
			}
			assertThat(this.fixture.content("log")).isEqualTo("text");
		}
	}

	@Test
	void threadsWhenSeveralSyncShouldShareRequestsAndLoseNothing() throws Exception {
		AtomicInteger failures = new AtomicInteger();
		try (AppendWriter writer = this.fixture.open("log")) {
			Thread[] threads = new Thread[8];
			for (int t = 0; t < threads.length; t++) {
				threads[t] = new Thread(() -> {
					try {
						for (int i = 0; i < 20; i++) {
							writer.write(OperationsFixture.bytes("12345678\n"));
							writer.sync();
						}
					}
					catch (IOException ex) {
						failures.incrementAndGet();
					}
				});
				threads[t].start();
			}
			for (Thread thread : threads) {
				thread.join();
			}
		}
		assertThat(failures).hasValue(0);
		assertThat(this.fixture.content("log")).isEqualTo("12345678\n".repeat(160));
	}

	@Test
	void writersWhenServiceIsSlowShouldWaitOnceTwoBlocksAreHeld() throws Exception {
		this.fixture.server.faults().on("PutObject").latency(Duration.ofMillis(10));
		long most = 0;
		try (AppendWriter writer = this.fixture.operations.append(BUCKET, "log",
				(options) -> OperationsFixture.onDemand().apply(options).blockSize(1_000, 1_000))) {
			List<Thread> threads = Stream.generate(() -> new Thread(() -> writeLines(writer, 100))).limit(3).toList();
			threads.forEach(Thread::start);
			while (threads.stream().anyMatch(Thread::isAlive)) {
				// In this order: what is acknowledged in between counts as less.
				most = Math.max(most, writer.position() - writer.syncedPosition());
			}
		}
		assertThat(most).isGreaterThan(1_000).isLessThanOrEqualTo(2_000);
		assertThat(this.fixture.content("log")).hasSize(30_000);
	}

	private static void writeLines(AppendWriter writer, int lines) {
		try {
			for (int i = 0; i < lines; i++) {
				writer.write(new byte[100]);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void refusalShouldKeepTheServicesWords() throws IOException {
		AppendWriter writer = this.fixture.open("log");
		this.fixture.server.faults().on("PutObject").error(403, "AccessDenied").times(1);
		writer.write(1);
		assertThatThrownBy(writer::sync).isInstanceOfSatisfying(AppendException.class, (ex) -> {
			assertThat(ex.outcome()).isEqualTo(BlockOutcome.NOT_WRITTEN);
			assertThat(ex).hasCauseInstanceOf(S3Exception.class).hasMessageContaining("Request ID");
		});
		writer.close();
		assertThat(this.fixture.content("log")).hasSize(1);
	}

	@Test
	void bucketWhenItCannotAppendShouldBeRefusedInOneSentence() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.fixture.operations.append("logs--usw2-lax1-az1--x-s3", "log"))
			.withMessageContaining("Local Zone usw2-lax1-az1");
		assertThatIllegalArgumentException().isThrownBy(() -> this.fixture.operations.append("logs", "log"))
			.withMessageContaining("'logs' is not the name of a directory bucket");
	}

	private void write(AtAppendLimit atLimit, int digits) throws IOException {
		try (AppendWriter writer = this.fixture.operations.append(BUCKET, "log",
				(options) -> OperationsFixture.onDemand().apply(options).maxParts(3).atLimit(atLimit))) {
			for (int i = 0; i < digits; i++) {
				writer.write('0' + i);
				writer.sync();
			}
		}
	}

	private long appends() {
		// The first put made the object.
		return this.fixture.server.counters().count("PutObject") - 1;
	}

	private void loseOnce(Loss loss, String header) {
		AtomicInteger left = new AtomicInteger(1);
		this.fixture.http.lose((request) -> (has(request, header) && left.getAndDecrement() > 0) ? loss : Loss.NONE);
	}

	private static boolean has(SdkHttpRequest request, String header) {
		return request.method() == SdkHttpMethod.PUT && request.firstMatchingHeader(header).isPresent();
	}

}
