/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the script and the jar in processes of their own.
 */
@Tag("packaged")
@DisabledOnOs(OS.WINDOWS)
class PackagedProgramTests {

	private static final String BUCKET = "logs--use1-az4--x-s3";

	private static S3ExpressLocalServer server;

	@TempDir
	Path folder;

	@BeforeAll
	static void start() {
		server = S3ExpressLocalServer.builder().region("us-east-1").bucket(BUCKET).start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static Launched program() {
		return new Launched(server);
	}

	@Test
	void scriptShouldLetLaterRunsTakeClassesFromArchive() throws Exception {
		assertThat(program().run("--version").out()).startsWith("create-session/");
		Path log = this.folder.resolve("classes.log");
		CliRun.Result result = program().environment("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log)
			.run("--bucket", BUCKET, "--query", "Credentials.AccessKeyId", "--output", "text");
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(server.sessions().live()).extracting("accessKeyId").contains(result.out().trim());
		assertThat(Files.readAllLines(log))
			.filteredOn((line) -> line.contains(" io.github.s3express.samples.createsession.ManagedSessions "))
			.singleElement()
			.asString()
			.contains("source: shared objects file");
		assertThat(Files.readAllLines(log)).as("what the build works out")
			.anyMatch((line) -> line.contains("ManagerApplication__ApplicationContextInitializer"))
			.noneMatch((line) -> line.contains("ConfigurationClassPostProcessor "));
	}

	@Test
	void scriptShouldKeepArchiveFromOtherUsers() throws Exception {
		program().run("--version");
		try (Stream<Path> paths = Files.walk(Launched.CACHE)) {
			assertThat(paths).isNotEmpty()
				.allSatisfy((path) -> assertThat(
						PosixFilePermissions.toString(Files.getPosixFilePermissions(path)).substring(3))
					.isEqualTo("------"));
		}
	}

	@Test
	void scriptWhenCacheCannotBeWrittenShouldRunAllTheSame() throws Exception {
		CliRun.Result result = program().environment("CREATE_SESSION_CACHE", "/dev/null/cache").run("--version");
		assertThat(result.err()).isEmpty();
		assertThat(result.out()).startsWith("create-session/");
	}

	@Test
	void scriptWhenThereIsNoJavaShouldSaySo() throws Exception {
		CliRun.Result result = program().environment("JAVA_HOME", "/absent").run("--version");
		assertThat(result.err()).startsWith("create-session: there is no java").hasLineCount(1);
		assertThat(result.exitCode()).isEqualTo(ExitCode.GENERAL);
	}

	// The SDK reads these variables by itself.
	@Test
	void endpointUrlShouldWinOverEnvironmentOfProcess() throws Exception {
		CliRun.Result result = program().environment("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")
			.environment("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
			.run("--bucket", BUCKET, "--endpoint-url", server.endpoint().toString());
		assertThat(result.err()).isEmpty();
		assertThat(result.exitCode()).isZero();
	}

	@Test
	void execShouldShowNoSecretInProcessList() throws Exception {
		String script = """
				file=$(dirname "$AWS_CONFIG_FILE")/$S3EXPRESS_BUCKET.json
				for name in SecretAccessKey SessionToken; do
					sed -n "s/.*\\"$name\\": \\"\\(.*\\)\\".*/\\1/p" "$file"
				done
				cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '
				""";
		CliRun.Result result = program().run("--bucket", BUCKET, "--debug", "exec", "--", "sh", "-c", script);
		List<String> lines = result.out().lines().toList();
		String processes = String.join("\n", lines.subList(2, lines.size()));
		assertThat(processes).contains("exec -- sh -c", BUCKET)
			.doesNotContain(lines.get(0), lines.get(1), server.secretAccessKey());
		assertThat(result.err()).contains("DEBUG").doesNotContain(lines.get(0), lines.get(1), server.secretAccessKey());
	}

	@Test
	void execWhenEndedFromOutsideShouldEndCommandAndLeaveNothingBehind() throws Exception {
		Path started = this.folder.resolve("started");
		Process process = program().start("--bucket", BUCKET, "exec", "--", "sh", "-c",
				"echo $AWS_CONFIG_FILE > $0.next && mv $0.next $0 && exec sleep 600", started.toString());
		try {
			while (!Files.exists(started)) {
				assertThat(process.isAlive()).isTrue();
				TimeUnit.MILLISECONDS.sleep(50);
			}
			List<ProcessHandle> commands = process.descendants().toList();
			assertThat(commands).isNotEmpty();
			process.destroy();
			assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
			for (ProcessHandle command : commands) {
				command.onExit().get(1, TimeUnit.MINUTES);
			}
			assertThat(Path.of(Files.readString(started).trim()).getParent()).doesNotExist();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
