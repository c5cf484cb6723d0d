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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how long the program takes, beside the AWS CLI, and writes that into its page.
 * Set the system property {@code create-session.jdks} to the homes of JDKs, with commas
 * between them.
 */
@Tag("packaged")
@EnabledIfSystemProperty(named = "create-session.jdks", matches = ".+")
class PackagedStartUpTests {

	private static final int ROUNDS = 15;

	private static final String[] ARGUMENTS = { "--bucket", AnswerServer.BUCKET, "--query", "Credentials.AccessKeyId",
			"--output", "text" };

	@Test
	void programsShouldTakeTurns() throws Exception {
		try (AnswerServer answers = new AnswerServer()) {
			Map<String, ProcessBuilder> programs = programs(answers);
			Map<String, List<Long>> nanos = new LinkedHashMap<>();
			for (int round = 0; round <= ROUNDS; round++) {
				for (Map.Entry<String, ProcessBuilder> program : programs.entrySet()) {
					long taken = run(program.getValue());
					// The first one fills caches.
					if (round > 0) {
						nanos.computeIfAbsent(program.getKey(), (name) -> new ArrayList<>()).add(taken);
					}
				}
			}
			write(table(nanos));
		}
	}

	private static Map<String, ProcessBuilder> programs(AnswerServer answers) throws Exception {
		Map<String, String> environment = Map.of("HOME", "/nonexistent", "LANG", "C.UTF-8", "AWS_REGION", "us-east-1",
				"AWS_DEFAULT_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY",
				"secret", "AWS_ENDPOINT_URL_S3", answers.endpoint(), "CREATE_SESSION_CACHE", Launched.CACHE.toString());
		Map<String, ProcessBuilder> programs = new LinkedHashMap<>();
		for (String jdk : System.getProperty("create-session.jdks").split(",")) {
			String version = version(jdk);
			programs.put("the script, JDK " + version,
					program(environment, jdk, List.of(Launched.SCRIPT.toString()), ARGUMENTS));
			programs.put("`java -jar`, JDK " + version, program(environment, jdk,
					List.of(jdk + "/bin/java", "-jar", "target/create-session.jar"), ARGUMENTS));
		}
		for (AwsCli cli : AwsCli.values()) {
			if (cli.isPresent()) {
				ProcessBuilder aws = program(environment, "", cli.command(answers.endpoint()), ARGUMENTS);
				aws.environment().putAll(cli.dataPath());
				programs.put("`aws s3api create-session`, " + cli.version(), aws);
			}
		}
		return programs;
	}

	private static String version(String jdk) throws IOException {
		return Files.readString(Path.of(jdk, "release"))
			.lines()
			.filter((line) -> line.startsWith("JAVA_VERSION="))
			.map((line) -> line.replaceAll("[^0-9.]", ""))
			.findFirst()
			.orElseThrow();
	}

	private static ProcessBuilder program(Map<String, String> environment, String jdk, List<String> command,
			String... arguments) {
		List<String> all = new ArrayList<>(command);
		all.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
		Launched.replaceEnvironment(builder, environment);
		builder.environment().put("JAVA_HOME", jdk);
		return builder;
	}

	private static long run(ProcessBuilder program) throws IOException, InterruptedException {
		long begin = System.nanoTime();
		Process process = program.start();
		process.getOutputStream().close();
		String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(out).isZero();
		long taken = System.nanoTime() - begin;
		assertThat(out).isEqualTo("ASIAIOSFODNN7EXAMPLE\n");
		return taken;
	}

	private static String table(Map<String, List<Long>> nanos) {
		StringBuilder table = new StringBuilder(
				"| program | median of %d | shortest |\n|---|---|---|\n".formatted(ROUNDS));
		nanos.forEach((program, times) -> {
			List<Long> sorted = times.stream().sorted().toList();
			table.append(String.format(Locale.ROOT, "| %s | %.2f s | %.2f s |\n", program,
					sorted.get(sorted.size() / 2) / 1e9, sorted.get(0) / 1e9));
		});
		return table.toString();
	}

	private static void write(String table) throws IOException {
		Files.writeString(OptionsPageTests.PAGE, OptionsPageTests.replace(Files.readString(OptionsPageTests.PAGE),
				"start-up", "PackagedStartUpTests", table));
	}

}
