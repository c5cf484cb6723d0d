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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Runs what the build has packaged: the script and the jar beside it. All share a cache
 * folder, which the first of them fills.
 */
final class Launched {

	static final Path SCRIPT = Path.of("target/create-session").toAbsolutePath();

	static final Path CACHE = Path.of("target/create-session-cache").toAbsolutePath();

	private final Map<String, String> environment = new HashMap<>();

	Launched(S3ExpressLocalServer server) {
		this.environment.putAll(Map.of("HOME", "/nonexistent", "JAVA_HOME", System.getProperty("java.home"), "LANG",
				"C.UTF-8", "CREATE_SESSION_CACHE", CACHE.toString(), "AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID",
				server.accessKeyId(), "AWS_SECRET_ACCESS_KEY", server.secretAccessKey(), "AWS_ENDPOINT_URL_S3",
				server.endpoint().toString()));
	}

	Launched environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	Map<String, String> environment() {
		return this.environment;
	}

	static List<String> command(String... arguments) {
		List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
		command.addAll(List.of(arguments));
		return command;
	}

	// Nothing of this machine's own may change the outcome.
	static void replaceEnvironment(ProcessBuilder builder, Map<String, String> environment) {
		String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
		builder.environment().clear();
		builder.environment().put("PATH", path);
		builder.environment().putAll(environment);
	}

	Process start(String... arguments) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command(arguments));
		replaceEnvironment(builder, this.environment);
		return builder.start();
	}

	CliRun.Result run(String... arguments) throws IOException, InterruptedException {
		Path err = Files.createTempFile("create-session-test-", ".err");
		try {
			ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectError(err.toFile());
			replaceEnvironment(builder, this.environment);
			Process process = builder.start();
			process.getOutputStream().close();
			String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new CliRun.Result(process.waitFor(), out, Files.readString(err));
		}
		finally {
			Files.delete(err);
		}
	}

}
