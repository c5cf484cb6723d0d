/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application, processed ahead of time and then run on the JVM, each in a process of
 * its own. Whether its objects go to the local server inside is decided when it runs.
 */
class AheadOfTimeTests {

	private static final String BUCKET = "quickstart--use1-az4--x-s3";

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final String STARTED = "Started QuickstartApplication";

	@TempDir
	private Path work;

	@Test
	void applicationWhenBuiltWithTheLocalServerAndRunWithoutShouldStoreNothingInside() throws Exception {
		process("--s3express.local.enabled=true");
		try (S3ExpressLocalServer elsewhere = S3ExpressLocalServer.builder().bucket(BUCKET).start()) {
			String output = putAnObject("--s3express.local.enabled=false", "--s3express.region=us-east-1",
					"--s3express.endpoint=" + elsewhere.endpoint(),
					"--s3express.credentials.access-key-id=" + elsewhere.accessKeyId(),
					"--s3express.credentials.secret-access-key=" + elsewhere.secretAccessKey());
			assertThat(output).contains("Starting AOT-processed QuickstartApplication")
				.doesNotContain("This is not AWS");
			assertThat(elsewhere.counters().count("PutObject")).isOne();
		}
	}

	@Test
	void applicationWhenBuiltWithoutTheLocalServerAndRunWithItShouldSaySo() throws Exception {
		process("--s3express.local.enabled=false", "--s3express.region=us-east-1");
		assertThat(putAnObject("--s3express.local.enabled=true"))
			.contains("Starting AOT-processed QuickstartApplication")
			.containsOnlyOnce("This is not AWS");
	}

	private void process(String... arguments) throws Exception {
		Path sources = Files.createDirectories(this.work.resolve("sources"));
		Path classes = Files.createDirectories(this.work.resolve("classes"));
		List<String> all = new ArrayList<>(List.of(QuickstartApplication.class.getName(), sources.toString(),
				classes.toString(), classes.toString(), "io.github.s3express", "quickstart"));
		all.addAll(List.of(arguments));
		Process processor = java(classPath(), SpringApplicationAotProcessor.class, List.of(), all);
		String output = new String(processor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(processor.waitFor()).as(output).isZero();
		List<String> options = new ArrayList<>(
				List.of("-proc:none", "-nowarn", "-cp", classPath(), "-d", classes.toString()));
		try (Stream<Path> generated = Files.walk(sources)) {
			generated.map(Path::toString).filter((name) -> name.endsWith(".java")).forEach(options::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new))).isZero();
	}

	private String putAnObject(String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of("--server.port=0"));
		all.addAll(List.of(arguments));
		Process application = java(this.work.resolve("classes") + File.pathSeparator + classPath(),
				QuickstartApplication.class, List.of("-Dspring.aot.enabled=true"), all);
		StringBuilder output = new StringBuilder();
		try {
			int port = awaitStart(application, output);
			assertThat(new QuickstartClient(port).send("PUT", "/objects/hello", BodyPublishers.ofString("hello"))
				.statusCode()).as(output::toString).isEqualTo(201);
			String health = new QuickstartClient(port).send("GET", "/actuator/health").body();
			assertThat(health).contains("FRESH").contains("\"endpoint\"");
			return output.toString();
		}
		finally {
			application.destroy();
			application.waitFor();
		}
	}

	private static int awaitStart(Process application, StringBuilder output) throws IOException {
		BufferedReader lines = new BufferedReader(
				new InputStreamReader(application.getInputStream(), StandardCharsets.UTF_8));
		int port = 0;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			output.append(line).append('\n');
			Matcher matcher = PORT.matcher(line);
			if (matcher.find()) {
				port = Integer.parseInt(matcher.group(1));
			}
			if (line.contains(STARTED)) {
				return port;
			}
		}
		throw new IllegalStateException("The application ended: " + output);
	}

	private static Process java(String classPath, Class<?> main, List<String> options, List<String> arguments)
			throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", classPath));
		command.addAll(options);
		command.add(main.getName());
		command.addAll(arguments);
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	// Tests and what only they need are no part of an application.
	private static String classPath() {
		return String.join(File.pathSeparator,
				Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
					.filter((entry) -> !entry.endsWith("test-classes")
							&& !entry.matches(".*(s3express-spring-boot-test|spring-boot-test|junit|selenium).*"))
					.toList());
	}

}
