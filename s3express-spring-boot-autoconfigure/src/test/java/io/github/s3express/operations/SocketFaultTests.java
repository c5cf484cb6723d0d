/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.s3express.operations.FaultyProxy.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both writers over sockets that fail: answers lost after the commit, errors before and
 * after it, dropped connections, time-outs.
 */
class SocketFaultTests {

	private static final Fault[] ALL = { Fault.LOSE_REQUEST, Fault.LOSE_ANSWER, Fault.ERROR_BEFORE, Fault.ERROR_AFTER,
			Fault.HOLD_ANSWER };

	private static final UnaryOperator<AppendOptions.Builder> OPTIONS = (
			options) -> options.flushInterval(Duration.ZERO, Duration.ZERO).maxParts(7).maxTries(30);

	private final SocketFixture fixture = new SocketFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void blocksWhenAnAttemptFailsShouldBeThereOnce(Fault fault) throws IOException {
		try (AppendWriter writer = new DefaultS3ExpressOperations(this.fixture.client).append(SocketFixture.BUCKET,
				"log", OPTIONS)) {
			for (int i = 0; i < 3; i++) {
				this.fixture.spoilAppends(fault, 1);
				// Equal lines, so that only their number tells.
				writer.write("line\n".getBytes(StandardCharsets.UTF_8));
				writer.sync();
			}
		}
		assertThat(this.fixture.content("log")).isEqualTo("line\n".repeat(3));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void blocksOfTheAsynchronousWriterWhenAnAttemptFailsShouldBeThereOnce(Fault fault) {
		AsyncAppendWriter writer = new DefaultS3ExpressAsyncOperations(this.fixture.asyncClient)
			.append(SocketFixture.BUCKET, "log", OPTIONS)
			.join();
		for (int i = 0; i < 3; i++) {
			this.fixture.spoilAppends(fault, 1);
			writer.write(ByteBuffer.wrap("line\n".getBytes(StandardCharsets.UTF_8))).join();
			writer.sync().join();
		}
		writer.close().join();
		assertThat(this.fixture.content("log")).isEqualTo("line\n".repeat(3));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void logWhenThirdOfTheRequestsFailShouldHoldEachLineOnce(long seed) throws IOException {
		Random random = new Random(seed);
		this.fixture.spoil(random, 0.3, ALL);
		try (AppendWriter writer = new DefaultS3ExpressOperations(this.fixture.client).append(SocketFixture.BUCKET,
				"log", OPTIONS)) {
			for (int i = 0; i < 15; i++) {
				writer.write("line\n".getBytes(StandardCharsets.UTF_8));
				writer.sync();
			}
		}
		this.fixture.heal();
		assertThat(this.fixture.content("log")).isEqualTo("line\n".repeat(15));
	}

	@ParameterizedTest
	@ValueSource(longs = { 3, 4 })
	void logOfTheAsynchronousWriterWhenThirdOfTheRequestsFailShouldHoldEachLineOnce(long seed) {
		Random random = new Random(seed);
		this.fixture.spoil(random, 0.3, ALL);
		AsyncAppendWriter writer = new DefaultS3ExpressAsyncOperations(this.fixture.asyncClient)
			.append(SocketFixture.BUCKET, "log", OPTIONS)
			.join();
		for (int i = 0; i < 15; i++) {
			writer.write(ByteBuffer.wrap("line\n".getBytes(StandardCharsets.UTF_8))).join();
			writer.sync().join();
		}
		writer.close().join();
		this.fixture.heal();
		assertThat(this.fixture.content("log")).isEqualTo("line\n".repeat(15));
	}

}
