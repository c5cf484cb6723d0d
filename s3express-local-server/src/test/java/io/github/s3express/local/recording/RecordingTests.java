/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.recording;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.local.operation.Operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Recording a server and replaying what was recorded, by the commands.
 *
 * @author The S3 Express Spring Boot authors
 */
class RecordingTests {

	private static final String BUCKET = "recorded-7--euw1-az1--x-s3";

	@TempDir
	private Path directory;

	@Test
	void replayOfTheLocalServersOwnTranscriptShouldShowNoDifference() throws Exception {
		Path file = this.directory.resolve("transcript.txt");
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().region("eu-west-1").start()) {
			assertThat(record(server, file, "123456789012").status()).isZero();
			String transcript = Files.readString(file);
			assertThat(transcript).doesNotContain(server.accessKeyId())
				.doesNotContain(server.secretAccessKey())
				.doesNotContain(BUCKET)
				.doesNotContain("123456789012")
				.doesNotContain("ASIA");
			assertThat(transcript).contains("== session that is denied\nstatus 403")
				.contains("body /CreateSessionResult/Credentials/SecretAccessKey = *")
				.contains("body /Error/Code = InvalidWriteOffset");
		}
		Output replayed = run(Map.of(), "replay", "--transcript", file.toString());
		assertThat(replayed.text()).isEqualTo("No differences.\n");
		assertThat(replayed.status()).isZero();
		replayShouldShowWhatWasAltered(file);
	}

	private static void replayShouldShowWhatWasAltered(Path file) throws Exception {
		String transcript = Files.readString(file);
		Files.writeString(file,
				transcript.replace("== append elsewhere\nstatus 400", "== append elsewhere\nstatus 409")
					.replace("== get a range", "== get a slice")
					.replaceFirst("header etag: \\*\n", ""));
		Output replayed = run(Map.of(), "replay", "--transcript", file.toString());
		assertThat(replayed.status()).isEqualTo(1);
		assertThat(replayed.text()).contains("append elsewhere: - status 409\nappend elsewhere: + status 400\n")
			.contains("get a slice: + not called\n")
			.contains("get a range: - not called\n")
			.contains("+ header etag: *\n")
			.contains("differences: - recorded, + local.");
	}

	@Test
	void listShouldHaveAllOperations() {
		Set<String> called = Calls.all().stream().map(Call::operation).collect(Collectors.toCollection(TreeSet::new));
		assertThat(called).containsAll(Arrays.stream(Operation.values()).map(Operation::apiName).toList());
	}

	@Test
	void listShouldLeaveNothingBehindAndAnswerWhatItIsMeantTo() throws Exception {
		Path file = this.directory.resolve("transcript.txt");
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().region("eu-west-1").start()) {
			record(server, file, "123456789012");
			assertThat(server.counters().count("DeleteBucket")).isPositive();
			assertThat(server.requests()).noneMatch((request) -> request.status() == 500);
		}
		Map<String, List<String>> answers = Transcript.parse(Files.readString(file)).answers();
		assertThat(answers.get("delete the bucket").get(0)).isEqualTo("status 204");
		assertThat(answers.get("put in signed chunks").get(0)).isEqualTo("status 200");
		assertThat(answers.get("put with a trailer").get(0)).isEqualTo("status 200");
		assertThat(answers.get("get presigned").get(0)).isEqualTo("status 200");
		List<String> refused = RefusedCalls.all().stream().map(Call::name).toList();
		assertThat(answers.entrySet().stream().filter((entry) -> refused.contains(entry.getKey())))
			.filteredOn((entry) -> entry.getValue().get(0).matches("status 20[0-9]"))
			.extracting(Map.Entry::getKey)
			.containsExactlyInAnyOrder("put with IAM", "delete what is not there if it has a size",
					"policy with a denial", "delete the denial");
	}

	@Test
	void nothingShouldBeRecordedIfTheBucketCannotBeMade() {
		Path file = this.directory.resolve("transcript.txt");
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().region("eu-west-1").bucket(BUCKET).start()) {
			assertThatIllegalStateException().isThrownBy(() -> record(server, file, "123456789012"))
				.withMessageContaining(BUCKET)
				.withMessageContaining("409");
		}
		assertThat(file).doesNotExist();
	}

	@Test
	void transcriptWithASecretShouldNotBeKept() {
		Path file = this.directory.resolve("transcript.txt");
		// An access key that every answer has in it.
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder()
			.region("eu-west-1")
			.credentials("BucketNotEmpty", "secret")
			.start()) {
			assertThatIllegalStateException().isThrownBy(() -> record(server, file, "123456789012"))
				.withMessageContaining("secret");
		}
		assertThat(file).doesNotExist();
	}

	@Test
	void wrongOptionsShouldBeNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> run(Map.of(), "record", "--transcript", "x"))
			.withMessageContaining("--bucket");
		assertThatIllegalArgumentException().isThrownBy(() -> run(Map.of(), "replay", "--colour", "x"))
			.withMessageContaining("--colour");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> run(Map.of(), "record", "--transcript", "x", "--bucket", BUCKET, "--region", "eu-west-1",
					"--account", "123456789012"))
			.withMessageContaining("AWS_ACCESS_KEY_ID");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RecordingTarget.of("plain", "eu-west-1", "123456789012", null, null))
			.withMessageContaining("plain");
	}

	@Test
	void serviceShouldBeReachedByTheHostsOfTheDocumentation() {
		RecordingTarget target = RecordingTarget.of(BUCKET, "eu-west-1", "123456789012", null, null);
		assertThat(target.base(Call.Place.ZONAL))
			.hasToString("https://" + BUCKET + ".s3express-euw1-az1.eu-west-1.amazonaws.com");
		assertThat(target.base(Call.Place.CONTROL)).hasToString("https://s3express-control.eu-west-1.amazonaws.com");
		assertThat(target.base(Call.Place.ACCOUNT))
			.hasToString("https://123456789012.s3express-control.eu-west-1.amazonaws.com");
		assertThat(target.path(Call.Place.ZONAL, "/dir/a")).isEqualTo("/dir/a");
	}

	private static Output record(S3ExpressLocalServer server, Path file, String account) throws Exception {
		return run(Map.of("AWS_ACCESS_KEY_ID", server.accessKeyId(), "AWS_SECRET_ACCESS_KEY", server.secretAccessKey()),
				"record", "--bucket", BUCKET, "--region", "eu-west-1", "--account", account, "--transcript",
				file.toString(), "--endpoint", server.endpoint().toString(), "--control-endpoint",
				server.controlEndpoint().toString());
	}

	private static Output run(Map<String, String> environment, String... arguments) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int status = RecordingMain.run(List.of(arguments), environment,
				new PrintStream(bytes, true, StandardCharsets.UTF_8));
		return new Output(status, bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
	}

	private record Output(int status, String text) {

	}

}
