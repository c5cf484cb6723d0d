/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import io.github.s3express.operations.FaultyProxy.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the JVM that appends, over sockets that fail too: each time the log is all that
 * was acknowledged, followed by all of the block under way or nothing of it, and the next
 * JVM goes on from there. {@code -Dappend.kills} says how often.
 */
class AppendKillTests {

	private static final int KILLS = Integer.getInteger("append.kills", 4);

	private final SocketFixture fixture = new SocketFixture();

	private final Random random = new Random(Long.getLong("append.kill-seed", 1));

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "FAIL")
	void logWhenItsWriterIsKilledShouldBeExactAndGoOn(AtAppendLimit atLimit) throws Exception {
		int lines = 0;
		for (int kill = 0; kill < KILLS / 2; kill++) {
			this.fixture.spoil(this.random, 0.1, Fault.LOSE_ANSWER, Fault.ERROR_AFTER, Fault.LOSE_REQUEST);
			int acknowledged = appendUntilKilled(atLimit, lines);
			this.fixture.heal();
			byte[] log = log();
			lines = log.length / AppendingProgram.LINE;
			ByteArrayOutputStream expected = new ByteArrayOutputStream();
			for (int i = 0; i < lines; i++) {
				expected.writeBytes(AppendingProgram.line(i));
			}
			assertThat(log).as("kill %d", kill).isEqualTo(expected.toByteArray());
			// A block has three lines at most.
			assertThat(lines).as("kill %d", kill).isBetween(acknowledged, acknowledged + 3);
		}
		assertThat(lines).isPositive();
	}

	private int appendUntilKilled(AtAppendLimit atLimit, int next) throws Exception {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), AppendingProgram.class.getName(),
				this.fixture.proxy.endpoint().toString(), this.fixture.server.region(),
				this.fixture.server.accessKeyId(), this.fixture.server.secretAccessKey(), SocketFixture.BUCKET, "log",
				atLimit.name(), "" + next, "" + this.random.nextLong()))
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		int acknowledged = next;
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
			int syncs = this.random.nextInt(12);
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				acknowledged = Integer.parseInt(line);
				if (--syncs <= 0) {
					// Anywhere in the next append.
					TimeUnit.MICROSECONDS.sleep(this.random.nextInt(20_000));
					// Not the process's own method, which closes what it has printed.
					process.toHandle().destroyForcibly();
				}
			}
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.waitFor()).as("killed, and did not end by itself").isEqualTo(128 + 9);
		return acknowledged;
	}

	private byte[] log() throws IOException {
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		for (int sequence = 0;; sequence++) {
			String key = (sequence == 0) ? "log" : "log-%06d".formatted(sequence);
			try {
				log.writeBytes(this.fixture.client.getObjectAsBytes((get) -> get.bucket(SocketFixture.BUCKET).key(key))
					.asByteArrayUnsafe());
			}
			catch (NoSuchKeyException ex) {
				return log.toByteArray();
			}
		}
	}

}
