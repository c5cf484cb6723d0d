/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs commands with sessions.
 */
@Execution(ExecutionMode.CONCURRENT)
class SessionProcessTests {

	private static final String BUCKET = "logs--use1-az4--x-s3";

	private static final String OTHER_BUCKET = "data--use1-az4--x-s3";

	@TempDir
	Path folder;

	@Test
	void execShouldKeepProfileFreshAndLeaveNothingBehind() throws Exception {
		Path report = this.folder.resolve("report");
		// Ends once the session that it began with has been replaced.
		String script = """
				file=$(dirname "$AWS_CONFIG_FILE")/$S3EXPRESS_BUCKET.json
				first=$(cat "$file")
				while [ "$first" = "$(cat "$file")" ]; do sleep 0.1; done
				{
					dirname "$AWS_CONFIG_FILE"
					stat -c %a "$(dirname "$AWS_CONFIG_FILE")" "$file" "$AWS_CONFIG_FILE" | tr '\\n' ' '
					echo
					echo "profile $AWS_PROFILE keys ${AWS_ACCESS_KEY_ID-none} ${AWS_SESSION_TOKEN-none}"
					eval "$(sed -n 's/^credential_process = //p' "$AWS_CONFIG_FILE")" | grep -c SessionToken
				} > "$1"
				exit 7
				""";
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder()
			.bucket(BUCKET)
			.sessionLifetime(Duration.ofSeconds(4))
			.start()) {
			CliRun.Result result = new CliRun().credentials(server.accessKeyId(), server.secretAccessKey())
				.environment("AWS_ENDPOINT_URL_S3", server.endpoint().toString())
				.run("--bucket", BUCKET, "exec", "--", "sh", "-c", script, "sh", report.toString());
			assertThat(result.err()).isEmpty();
			assertThat(result.exitCode()).isEqualTo(7);
		}
		List<String> lines = Files.readAllLines(report);
		assertThat(Path.of(lines.get(0))).doesNotExist();
		assertThat(lines.get(1)).isEqualTo("700 600 600 ");
		assertThat(lines.get(2)).isEqualTo("profile %s keys none none".formatted(BUCKET));
		assertThat(lines.get(3)).isEqualTo("1");
	}

	@Test
	void execWhenSeveralBucketsShouldGiveEachProfileOfItsOwn() throws Exception {
		Path report = this.folder.resolve("report");
		String script = """
				echo "$AWS_PROFILE" > "$0"
				for bucket in "$@"; do
					file=$(sed -n "/profile $bucket]/,/^credential_process/s/credential_process = cat //p" "$AWS_CONFIG_FILE")
					eval "cat $file" | sed -n 's/.*"AccessKeyId": "\\(.*\\)".*/\\1/p' >> "$0"
				done
				""";
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).bucket(OTHER_BUCKET).start()) {
			CliRun.Result result = new CliRun().credentials(server.accessKeyId(), server.secretAccessKey())
				.environment("AWS_ENDPOINT_URL_S3", server.endpoint().toString())
				.run("--bucket", BUCKET, "--bucket", OTHER_BUCKET, "exec", "--", "sh", "-c", script, report.toString(),
						BUCKET, OTHER_BUCKET);
			assertThat(result.err()).isEmpty();
			List<String> lines = Files.readAllLines(report);
			assertThat(lines).hasSize(3).first().isEqualTo(BUCKET);
			assertThat(server.sessions().live()).filteredOn((session) -> session.accessKeyId().equals(lines.get(1)))
				.singleElement()
				.extracting("bucket")
				.isEqualTo(BUCKET);
			assertThat(server.sessions().live()).filteredOn((session) -> session.accessKeyId().equals(lines.get(2)))
				.singleElement()
				.extracting("bucket")
				.isEqualTo(OTHER_BUCKET);
		}
	}

	@Test
	void execWhenKeysAreWantedShouldSetThemToo() throws Exception {
		Path report = this.folder.resolve("report");
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start()) {
			CliRun.Result result = new CliRun().credentials(server.accessKeyId(), server.secretAccessKey())
				.environment("AWS_ENDPOINT_URL_S3", server.endpoint().toString())
				.run("--bucket", BUCKET, "exec", "--with-keys", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID > $0",
						report.toString());
			assertThat(result.exitCode()).as(result.err()).isZero();
			assertThat(server.sessions().live()).extracting("accessKeyId").contains(Files.readString(report).trim());
		}
	}

}
