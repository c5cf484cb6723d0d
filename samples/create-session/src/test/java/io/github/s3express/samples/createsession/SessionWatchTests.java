/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionSnapshot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Watches sessions into a pipe.
 */
@Execution(ExecutionMode.CONCURRENT)
class SessionWatchTests {

	private static final String BUCKET = "logs--use1-az4--x-s3";

	private static final String OTHER_BUCKET = "data--use1-az4--x-s3";

	private static final String TIME = "20..-..-..T..:..:..Z";

	@Test
	void watchIntoPipeShouldWriteLineForEachEventUntilNobodyReads() {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder()
			.bucket(BUCKET)
			.bucket(OTHER_BUCKET)
			.sessionLifetime(Duration.ofSeconds(4))
			.start()) {
			ClosingPipe pipe = new ClosingPipe("refreshed, ", 2);
			CliRun.Result result = new CliRun().credentials(server.accessKeyId(), server.secretAccessKey())
				.environment("AWS_ENDPOINT_URL_S3", server.endpoint().toString())
				.output(pipe)
				.run("--bucket", BUCKET, "--bucket", OTHER_BUCKET, "--watch");
			assertThat(result.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
			List<String> lines = pipe.text.toString().lines().toList();
			for (String bucket : List.of(BUCKET, OTHER_BUCKET)) {
				assertThat(lines).anyMatch((line) -> line.matches(TIME + " " + bucket + " created, expires " + TIME));
			}
			assertThat(lines).anyMatch((line) -> line.matches(TIME + " [a-z0-9-]+ refreshed, expires " + TIME));
			assertThat(lines).allMatch((line) -> line.matches("\\p{Print}+"));
			assertThat(server.sessions().live())
				.noneMatch((session) -> pipe.text.toString().contains(session.accessKeyId()));
		}
	}

	@Test
	void watchWhenSessionCannotBeMadeShouldSayWhyAndEnd() {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start()) {
			CliRun.Result result = new CliRun().credentials(server.accessKeyId(), server.secretAccessKey())
				.environment("AWS_ENDPOINT_URL_S3", server.endpoint().toString())
				.run("--bucket", BUCKET, "--bucket", OTHER_BUCKET, "--watch");
			assertThat(result.exitCode()).isEqualTo(ExitCode.SERVICE);
			assertThat(result.err()).startsWith("\nAn error occurred (NoSuchBucket)");
		}
	}

	@Test
	void lineShouldFitIntoTerminal() {
		Instant now = Instant.EPOCH;
		SessionSnapshot snapshot = new SessionSnapshot(null, SessionFreshness.STALE, now, now.plusSeconds(300),
				Duration.ofSeconds(75), now, 2, "Throttled", true, null);
		for (int width = 1; width < 140; width++) {
			assertThat(SessionLine.of(BUCKET, null, width)).hasSizeLessThan(width);
			assertThat(SessionLine.of(BUCKET, snapshot, width)).hasSizeLessThan(width);
		}
		assertThat(SessionLine.of(BUCKET, snapshot, 80))
			.isEqualTo(BUCKET + "  stale       1:15 [########......................]");
		assertThat(SessionLine.of(BUCKET, null, 80)).isEqualTo(BUCKET + "  no session");
	}

	/**
	 * Whoever reads goes away once a text has come some times.
	 */
	private static final class ClosingPipe extends OutputStream {

		private final StringBuffer text = new StringBuffer();

		private final String last;

		private final int times;

		ClosingPipe(String last, int times) {
			this.last = last;
			this.times = times;
		}

		@Override
		public void write(int b) throws IOException {
			write(new byte[] { (byte) b }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			if (this.text.toString().split(this.last, -1).length > this.times && this.text.toString().endsWith("\n")) {
				throw new IOException("Broken pipe");
			}
			this.text.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
		}

	}

}
