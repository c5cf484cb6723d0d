/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ResourceLoader;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.operations.S3ExpressOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The sample as its command runs it, and its writer.
 */
@SpringBootTest
@ExtendWith(OutputCaptureExtension.class)
class BatchApplicationTests {

	private static final String BUCKET = "exports--use1-az4--x-s3";

	@Autowired
	private S3ExpressOperations operations;

	@Autowired
	private S3ExpressLocalServer server;

	@Autowired
	private ResourceLoader resources;

	@Autowired
	private PlatformTransactionManager transactions;

	@Test
	void objectWhenJobFailedAndWasRestartedShouldBeRight(CapturedOutput output) throws IOException {
		// 40 orders were committed, and 50 appended: 55 are written then, not 45 or 95.
		assertThat(output).contains("Run 1: FAILED, 50 orders", "%d bytes".formatted(lines(0, 50).length()))
			.contains("Run 2: COMPLETED, 55 orders", "%d bytes".formatted(lines(0, 95).length()));
		assertThat(content("2026/orders.txt")).isEqualTo(lines(0, 95));
	}

	@Test
	void openWhenMoreIsThereThanWasCommittedShouldKeepWhatWasCommitted() throws IOException {
		ExecutionContext committed = new ExecutionContext();
		ObjectItemWriter<Long> killed = writer("killed");
		killed.open(committed);
		write(killed, committed, 0);
		ExecutionContext lost = new ExecutionContext(committed);
		write(killed, lost, 1);
		assertThat(content("killed")).isEqualTo(lines(0, 2));
		ObjectItemWriter<Long> restarted = writer("killed");
		restarted.open(committed);
		assertThat(content("killed")).isEqualTo(lines(0, 1));
		write(restarted, committed, 1);
		write(restarted, committed, 2);
		restarted.close();
		assertThat(content("killed")).isEqualTo(lines(0, 3));
		// It was frozen only, and comes back.
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> write(killed, lost, 2));
		assertThat(content("killed")).isEqualTo(lines(0, 3));
	}

	@Test
	void writeWhenChunkBeforeWasRolledBackShouldRefuseUntilRestart() throws Exception {
		ExecutionContext context = new ExecutionContext();
		ObjectItemWriter<Long> writer = writer("rolled-back");
		writer.open(context);
		write(writer, context, 0);
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			append(writer, 77);
			status.setRollbackOnly();
		});
		assertThatExceptionOfType(ItemStreamException.class).isThrownBy(() -> writer.write(Chunk.of(1L)))
			.withMessageContaining("restart the job");
		writer.close();
		writer.open(context);
		write(writer, context, 1);
		writer.close();
		assertThat(content("rolled-back")).isEqualTo(lines(0, 2));
	}

	@Test
	void writeWhenServiceRefusesShouldFailAndRestartShouldGoOn() throws IOException {
		ExecutionContext context = new ExecutionContext();
		ObjectItemWriter<Long> writer = writer("refused");
		writer.open(context);
		write(writer, context, 0);
		this.server.faults().on("PutObject").error(403, "AccessDenied").times(1);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> write(writer, context, 1));
		writer.close();
		writer.open(context);
		write(writer, context, 1);
		writer.close();
		assertThat(content("refused")).isEqualTo(lines(0, 2));
	}

	@Test
	void openWhenLessIsThereThanWasCommittedShouldSaySo() {
		ExecutionContext context = new ExecutionContext();
		context.putLong("objectItemWriter.position", 100);
		assertThatExceptionOfType(ItemStreamException.class).isThrownBy(() -> writer("lost").open(context))
			.withMessage("s3express://%s/lost has 0 bytes, but 100 were committed", BUCKET);
	}

	@Test
	void openWhenItIsNoRestartShouldReplaceWhatIsThere() throws IOException {
		ExecutionContext yesterday = new ExecutionContext();
		ObjectItemWriter<Long> before = writer("daily");
		before.open(yesterday);
		write(before, yesterday, 5);
		before.close();
		ObjectItemWriter<Long> today = writer("daily");
		ExecutionContext context = new ExecutionContext();
		today.open(context);
		write(today, context, 0);
		today.close();
		assertThat(content("daily")).isEqualTo(lines(0, 1));
	}

	private ObjectItemWriter<Long> writer(String key) {
		return new ObjectItemWriter<>(this.operations, this.resources, BUCKET, key, "order %d"::formatted);
	}

	private void write(ObjectItemWriter<Long> writer, ExecutionContext context, long order) {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			append(writer, order);
			writer.update(context);
		});
	}

	private static void append(ObjectItemWriter<Long> writer, long order) {
		try {
			writer.write(Chunk.of(order));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String content(String key) throws IOException {
		try (InputStream content = this.resources.getResource("s3express://" + BUCKET + "/" + key).getInputStream()) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static String lines(long from, long to) {
		return LongStream.range(from, to).mapToObj("order %d\n"::formatted).collect(Collectors.joining());
	}

}
