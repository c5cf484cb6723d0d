/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Runs the program against the local server.
 */
class CreateSessionProgramTests {

	private static final String BUCKET = "logs--use1-az4--x-s3";

	private static final String OTHER_BUCKET = "data--use1-az4--x-s3";

	private static final String KMS_KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";

	private static final ObjectMapper JSON = new ObjectMapper();

	private static S3ExpressLocalServer server;

	@TempDir
	Path folder;

	@BeforeAll
	static void start() {
		server = S3ExpressLocalServer.builder().bucket(BUCKET).bucket(OTHER_BUCKET).start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void forget() {
		server.faults().clear();
	}

	private CliRun cli() {
		return new CliRun().credentials(server.accessKeyId(), server.secretAccessKey())
			.environment("AWS_ENDPOINT_URL_S3", server.endpoint().toString());
	}

	@Test
	void runShouldPrintSessionThatServerKnows() throws IOException {
		CliRun.Result result = cli().run("--bucket", BUCKET, "--session-mode", "ReadOnly");
		assertThat(result.err()).isEmpty();
		assertThat(result.exitCode()).isZero();
		String accessKeyId = JSON.readTree(result.out()).at("/Credentials/AccessKeyId").textValue();
		assertThat(server.sessions().live()).filteredOn((session) -> session.accessKeyId().equals(accessKeyId))
			.singleElement()
			.satisfies((session) -> {
				assertThat(session.bucket()).isEqualTo(BUCKET);
				assertThat(session.mode()).isEqualTo("ReadOnly");
			});
	}

	@Test
	void runWhenOptionAndInputDifferShouldTakeOption() throws IOException {
		Path file = this.folder.resolve("input.yaml");
		Files.writeString(file, "Bucket: %s\nSessionMode: ReadOnly\n".formatted(BUCKET));
		CliRun.Result result = cli().run("--cli-input-yaml", "file://" + file, "--session-mode", "ReadWrite", "--query",
				"Credentials.AccessKeyId");
		assertThat(result.err()).isEmpty();
		assertThat(server.sessions().live()).anySatisfy((session) -> {
			assertThat(session.accessKeyId()).isEqualTo(JSON.readTree(result.out()).textValue());
			assertThat(session.mode()).isEqualTo("ReadWrite");
		});
	}

	@Test
	void runWhenEncryptionIsAskedForShouldSendIt() {
		CliRun.Result result = cli().run("--bucket", BUCKET, "--server-side-encryption", "aws:kms", "--ssekms-key-id",
				KMS_KEY, "--bucket-key-enabled");
		assertThat(result.err()).contains(
				"An error occurred (InvalidRequest) when calling the CreateSession operation: The encryption of the request (aws:kms)");
		assertThat(result.exitCode()).isEqualTo(ExitCode.SERVICE);
	}

	@Test
	void runWhenEncryptionContextIsGivenShouldSendIt() throws IOException {
		String context = Comparisons.KMS_CONTEXT;
		Path file = Files.writeString(this.folder.resolve("context"), context);
		try (AnswerServer answers = new AnswerServer()) {
			for (String value : List.of(context, "file://" + file)) {
				CliRun.Result result = cli().environment("AWS_ENDPOINT_URL_S3", answers.endpoint())
					.run("--bucket", BUCKET, "--server-side-encryption", "aws:kms", "--ssekms-key-id", KMS_KEY,
							"--ssekms-encryption-context", value);
				assertThat(result.exitCode()).as(result.err()).isZero();
			}
			assertThat(answers.requests()).hasSize(2)
				.allSatisfy((request) -> assertThat(request).containsEntry("x-amz-server-side-encryption-context",
						context));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "no Base64!", "e30=", "eyJhcm4iOiJhcm46YXdzOnMzZXhwcmVzczp1cy1lYXN0LTE6MTExMTIyMjIzMzMz"
			+ "OmJ1Y2tldC9vdGhlci0tdXNlMS1hejQtLXgtczMifQ==" })
	void runWhenEncryptionContextIsNotTheBucketsShouldRefuseIt(String context) {
		CliRun.Result result = cli().run("--bucket", BUCKET, "--server-side-encryption", "aws:kms", "--ssekms-key-id",
				KMS_KEY, "--ssekms-encryption-context", context);
		assertThat(result.err().strip()).startsWith("--ssekms-encryption-context is ").hasLineCount(1);
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
	}

	static Stream<List<String>> withoutEffect() {
		return Stream.of(List.of("--no-paginate"), List.of("--no-cli-pager"), List.of("--color", "off"),
				List.of("--color", "on"), List.of("--color", "auto"), List.of("--cli-binary-format", "base64"),
				List.of("--cli-binary-format", "raw-in-base64-out"), List.of("--no-cli-auto-prompt"),
				List.of("--no-verify-ssl"), List.of("--cli-read-timeout", "0"), List.of("--cli-connect-timeout", "9"));
	}

	@ParameterizedTest
	@MethodSource("withoutEffect")
	void runWhenOptionsHaveNoEffectShouldTakeThem(List<String> options) throws IOException {
		try (AnswerServer answers = new AnswerServer()) {
			CliRun cli = cli().environment("AWS_ENDPOINT_URL_S3", answers.endpoint());
			List<String> arguments = new ArrayList<>(List.of("--bucket", BUCKET));
			CliRun.Result without = cli.run(arguments.toArray(String[]::new));
			arguments.addAll(options);
			assertThat(cli.run(arguments.toArray(String[]::new))).isEqualTo(without);
			assertThat(without.exitCode()).isZero();
			assertThat(answers.requests()).hasSize(2).containsOnly(answers.requests().get(0));
		}
	}

	@Test
	void runWhenSeveralBucketsShouldListTheirSessions() throws IOException {
		CliRun.Result result = cli().run("--bucket", BUCKET, "--bucket", OTHER_BUCKET);
		JsonNode sessions = JSON.readTree(result.out()).path("Sessions");
		assertThat(sessions.findValuesAsText("Bucket")).containsExactly(BUCKET, OTHER_BUCKET);
		assertThat(sessions.findValuesAsText("AccessKeyId")).doesNotHaveDuplicates().hasSize(2);
	}

	@Test
	void runWhenYamlShouldSortNamesAndQuoteTimes() throws IOException {
		try (AnswerServer answers = new AnswerServer()) {
			CliRun cli = cli().environment("AWS_ENDPOINT_URL_S3", answers.endpoint());
			assertThat(cli.run("--bucket", BUCKET, "--output", "yaml").out()).isEqualTo("""
					Credentials:
					  AccessKeyId: ASIAIOSFODNN7EXAMPLE
					  Expiration: '2099-01-29T18:53:14+00:00'
					  SecretAccessKey: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
					  SessionToken: AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQW==
					ServerSideEncryption: AES256
					""");
			assertThat(
					cli.run("--bucket", BUCKET, "--output", "yaml-stream", "--query", "{B:`true`,A:[`1`,'x']}").out())
				.isEqualTo("""
						- A:
						  - 1
						  - x
						  B: true
						""");
		}
	}

	@Test
	void runWhenConfigurationAsksForWireTimesShouldPrintThem() throws IOException {
		Path config = this.folder.resolve("config");
		Files.writeString(config,
				"[profile wire]\ncli_timestamp_format = wire\nregion = us-east-1\noutput = text\n"
						+ "aws_access_key_id = %s\naws_secret_access_key = %s\n".formatted(server.accessKeyId(),
								server.secretAccessKey()));
		CliRun.Result result = new CliRun().environment("AWS_CONFIG_FILE", config.toString())
			.run("--bucket", BUCKET, "--profile", "wire", "--endpoint-url", server.endpoint().toString(), "--query",
					"Credentials.Expiration");
		assertThat(result.err()).isEmpty();
		assertThat(result.out()).matches("20..-..-..T..:..:..Z\n");
	}

	@Test
	void runWhenServiceIsBusyShouldTryAsOftenAsAwsCli() {
		server.faults().on("CreateSession").error(503, "SlowDown");
		long before = server.counters().count("CreateSession");
		CliRun.Result result = cli().run("--bucket", BUCKET);
		assertThat(result.exitCode()).isEqualTo(ExitCode.SERVICE);
		assertThat(result.err()).startsWith(
				"\nAn error occurred (SlowDown) when calling the CreateSession operation (reached max retries: 2): ");
		assertThat(server.counters().count("CreateSession") - before).isEqualTo(3);
	}

	static Stream<List<String>> mistakes() {
		return Stream.of(List.of("253", "--region", ""), List.of("252", "--bucket", "no-directory-bucket"),
				List.of("252", "--session-mode", "Sometimes"), List.of("252", "--output", "xml"),
				List.of("252", "--color", "blue"), List.of("252", "--query", "Credentials["),
				List.of("252", "--query", "absent(@)"), List.of("255", "--query", "length(`1`)"),
				List.of("252", "--cli-input-json", "{\"Bucket\":"), List.of("252", "--cli-input-json", "[1]"),
				List.of("252", "--cli-input-json", "{\"SessionMode\":3}"), List.of("252", "--cli-input-yaml", "[a"),
				List.of("252", "--cli-input-yaml", "file:///absent"),
				List.of("252", "--cli-input-yaml", "{}", "--cli-input-json", "{}"),
				List.of("252", "--generate-cli-skeleton", "everything"), List.of("252", "--export", "cmd"),
				List.of("252", "--export", "sh", "--bucket", OTHER_BUCKET), List.of("252", "--export", "sh", "--watch"),
				List.of("252", "--endpoint-url", "ftp://example.com"), List.of("252", "--endpoint-url", "http://"),
				List.of("255", "--endpoint-url", "http://absent.invalid"), List.of("255", "--profile", "absent"),
				List.of("252", "--region", "US East"), List.of("252", "--server-side-encryption", "rot13"),
				List.of("252", "--server-side-encryption", "aws:kms"), List.of("252", "--ssekms-key-id", KMS_KEY),
				List.of("252", "--bucket-key-enabled", "--no-bucket-key-enabled"),
				List.of("252", "--no-bucket-key-enabled"), List.of("252", "--ssekms-encryption-context", "e30="),
				List.of("252", "--cli-read-timeout", "soon"), List.of("252", "--cli-connect-timeout", "-1"),
				List.of("252", "--cli-binary-format", "hex"), List.of("255", "--ca-bundle", "/absent.pem"),
				List.of("252", "--cli-auto-prompt"), List.of("252", "--cli-auto-prompt", "--no-cli-auto-prompt"),
				List.of("252", "--buckets", "x"), List.of("252", "stray"), List.of("252", "exec"),
				List.of("252", "exec", "--", "/absent/program"), List.of("252", "--watch", "exec", "--", "true"));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void runWhenInputIsWrongShouldSayOneSentence(List<String> mistake) {
		CliRun cli = cli();
		String[] arguments = Stream
			.concat(Stream.of("--bucket", BUCKET), mistake.stream().skip(1).filter((argument) -> !argument.isEmpty()))
			.toArray(String[]::new);
		if (mistake.contains("")) {
			cli.environment("AWS_REGION", "");
			arguments = new String[] { "--bucket", BUCKET };
		}
		if (mistake.contains("--bucket") && mistake.size() == 3) {
			arguments = mistake.stream().skip(1).toArray(String[]::new);
		}
		CliRun.Result result = cli.run(arguments);
		assertThat(result.out()).isEmpty();
		assertThat(result.exitCode()).as(result.err()).isEqualTo(Integer.parseInt(mistake.get(0)));
		assertThat(result.err()).startsWith("\n").doesNotContain("Exception", "\tat ", "s3express.");
		assertThat(result.err().strip().replace("Parameter validation failed:\n", "").lines()).hasSize(1);
	}

	@Test
	void runWhenThereAreNoCredentialsShouldSaySo() {
		CliRun.Result result = new CliRun().run("--bucket", BUCKET, "--region", "us-east-1", "--endpoint-url",
				server.endpoint().toString());
		assertThat(result.err().strip())
			.isEqualTo("Unable to locate credentials. You can configure credentials by running \"aws configure\".");
		assertThat(result.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
	}

	@Test
	void debugShouldHoldNoSecret() throws IOException {
		CliRun.Result result = cli().run("--bucket", BUCKET, "--debug");
		JsonNode credentials = JSON.readTree(result.out()).path("Credentials");
		assertThat(result.err()).contains("DEBUG", BUCKET)
			.doesNotContain(server.secretAccessKey(), credentials.path("SecretAccessKey").textValue(),
					credentials.path("SessionToken").textValue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "sh", "env" })
	void exportShouldBeWhatShellsTake(String form) throws Exception {
		CliRun.Result result = cli().run("--bucket", BUCKET, "--export", form);
		assertThat(result.err()).isEmpty();
		Process shell = new ProcessBuilder("sh", "-c", "set -a; eval \"$1\"; printenv AWS_SESSION_TOKEN", "sh",
				result.out())
			.start();
		String token = new String(shell.getInputStream().readAllBytes()).trim();
		assertThat(result.out()).contains(token);
		assertThat(token).hasSizeGreaterThan(100);
	}

	@Test
	void exportWhenCredentialProcessShouldBeVersionOne() throws IOException {
		JsonNode document = JSON.readTree(cli().run("--bucket", BUCKET, "--export", "credential-process").out());
		assertThat(document.path("Version").intValue()).isEqualTo(1);
		assertThat(document.fieldNames()).toIterable()
			.containsExactly("Version", "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration");
		assertThat(document.path("Expiration").textValue()).endsWith("Z");
	}

	@Test
	void exportWhenOtherShellsShouldQuoteAsTheyDo() {
		assertThat(cli().run("--bucket", BUCKET, "--export", "powershell").out().lines())
			.allMatch((line) -> line.matches("\\$Env:[A-Z_]+ = '[^']+'"));
		assertThat(cli().run("--bucket", BUCKET, "--export", "fish").out().lines())
			.allMatch((line) -> line.matches("set -gx [A-Z_]+ '[^']+'"));
		assertThat(cli().run("--bucket", BUCKET, "--bucket", OTHER_BUCKET, "--export", "aws-config").out())
			.contains("[profile %s]\n".formatted(BUCKET), "[profile %s]\n".formatted(OTHER_BUCKET));
	}

	@Test
	void exportWhenOutputIsTerminalShouldWarn() {
		assertThat(cli().typed("").run("--bucket", BUCKET, "--export", "sh").err()).startsWith("Warning: ");
		assertThat(cli().typed("").run("--bucket", BUCKET).err()).isEmpty();
	}

	@Test
	void promptShouldAskUntilAnswersFit() {
		CliRun.Result result = cli().typed("wrong\n%s\nsometimes\nreado\ntext\n".formatted(BUCKET))
			.run("--cli-auto-prompt");
		assertThat(result.err()).contains("'wrong' is not of the form", "'sometimes' is none of them",
				"> create-session --bucket %s --session-mode ReadOnly --output text".formatted(BUCKET));
		assertThat(result.out()).startsWith("AES256\nCREDENTIALS\t");
	}

	@Test
	void promptWhenPartialShouldAskOnlyWhereBucketLacks() {
		assertThat(cli().environment("AWS_CLI_AUTO_PROMPT", "on-partial").typed("").run("--bucket", BUCKET).exitCode())
			.isZero();
		assertThat(cli().environment("AWS_CLI_AUTO_PROMPT", "on-partial").typed("").run().err())
			.contains("The prompt was left");
	}

	@Test
	void skeletonsShouldBeInputs() throws IOException {
		JsonNode skeleton = JSON.readTree(new CliRun().run("--generate-cli-skeleton").out());
		assertThat(skeleton.fieldNames()).toIterable().containsExactlyElementsOf(InputDocument.MEMBERS);
		InputDocument yaml = InputDocument.ofYaml(new CliRun().run("--generate-cli-skeleton", "yaml-input").out());
		assertThat(yaml.text("SessionMode")).isEqualTo("ReadWrite");
		assertThat(yaml.flag("BucketKeyEnabled")).isTrue();
	}

	@Test
	void completionShouldKnowOptionsAndValues() {
		assertThat(new CliRun().run("generate-completion").out()).contains("complete ", "--session-mode", "ReadWrite",
				"yaml-stream");
	}

	@Test
	void completionShouldWorkInBash() throws Exception {
		assumeThat(Path.of("/bin/bash")).isExecutable();
		String script = """
				eval "$1"
				shift
				COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
				complete -p create-session | grep -o '_[a-z_-]*' | head -n 1
				"$(complete -p create-session | sed 's/.*-F \\([^ ]*\\) .*/\\1/')" 2>/dev/null
				printf '%s ' "${COMPREPLY[@]}"
				""";
		String completion = new CliRun().run("generate-completion").out();
		assertThat(bash(script, completion, "create-session", "--session-mode", "")).endsWith("ReadOnly ReadWrite ");
		assertThat(bash(script, completion, "create-session", "--export", "aws")).endsWith("aws-config ");
		assertThat(bash(script, completion, "create-session", "--no-v")).endsWith("--no-verify-ssl ");
	}

	private static String bash(String script, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", script, "bash"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	@Test
	void errorsShouldHoldNoSecret() {
		CliRun.Result result = new CliRun().credentials(server.accessKeyId(), "another-secret-key-of-mine")
			.environment("AWS_SESSION_TOKEN", "a-token-of-mine")
			.environment("AWS_ENDPOINT_URL_S3", server.endpoint().toString())
			.run("--bucket", BUCKET, "--debug");
		assertThat(result.exitCode()).isEqualTo(ExitCode.SERVICE);
		assertThat(result.err()).contains("An error occurred (", "DEBUG")
			.doesNotContain("another-secret-key-of-mine", "a-token-of-mine", server.secretAccessKey());
	}

	@Test
	void runWhenSeveralBucketsShouldTakeQueriesAndFormats() throws IOException {
		CliRun.Result result = cli().run("--bucket", BUCKET, "--bucket", OTHER_BUCKET, "--bucket", BUCKET, "--query",
				"Sessions[].Bucket", "--output", "text");
		assertThat(result.out()).isEqualTo(BUCKET + "\t" + OTHER_BUCKET + "\n");
		CliRun.Result failed = cli().run("--bucket", BUCKET, "--bucket", "absent--use1-az4--x-s3");
		assertThat(failed.out()).isEmpty();
		assertThat(failed.err()).startsWith("\nAn error occurred (NoSuchBucket)");
	}

	@Test
	void commandOfReadmeShouldBringServerOfItsOwn() {
		CliRun.Result examples = new CliRun().run((streams) -> LocalCreateSession.run(streams));
		assertThat(examples.exitCode()).isZero();
		assertThat(examples.out()).contains("$ create-session --bucket " + LocalCreateSession.BUCKET,
				"\"SessionToken\": \"", "            Until            |", "(exit code 254)");
		assertThat(examples.err().strip()).startsWith("An error occurred (NoSuchBucket)").hasLineCount(1);
		CliRun.Result line = new CliRun().credentials("AKIAEXAMPLE", "not-of-the-local-server")
			.run((streams) -> LocalCreateSession.run(streams, "--bucket", LocalCreateSession.BUCKET, "--query",
					"ServerSideEncryption"));
		assertThat(line.err()).isEmpty();
		assertThat(line.out()).isEqualTo("\"AES256\"\n");
	}

	@Test
	void versionAndHelpShouldNeedNothing() {
		assertThat(new CliRun().run("--version").out()).startsWith("create-session/");
		assertThat(new CliRun().run("--help").out()).contains("--ssekms-encryption-context");
	}

}
