/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.benchmarks.SizedApplication.Figure;
import io.github.s3express.benchmarks.SizedApplication.Task;
import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Starts {@link SizedApplication} in a JVM of its own, against a server in this one.
 *
 * @param server the server
 * @param handMade whether the SDK's clients are made by hand, with the starter not on the
 * class path
 * @param arguments more arguments of the application
 */
record SizedJvm(S3ExpressLocalServer server, boolean handMade, List<String> arguments) {

	Said run(Task task, int buckets) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command(task, buckets)).redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		Map<Figure, Long> figures = new EnumMap<>(Figure.class);
		List<String> output;
		try (var reader = process.inputReader()) {
			output = reader.lines().toList();
		}
		if (process.waitFor() != 0) {
			throw new IllegalStateException("The application failed: " + String.join("\n", output));
		}
		for (String line : output) {
			String[] said = line.split("=", 2);
			figures.put(Figure.valueOf(said[0]), Long.valueOf(said[1]));
		}
		return new Said(figures);
	}

	private List<String> command(Task task, int buckets) {
		List<String> command = new ArrayList<>();
		// One collector for all, that leaves nothing behind on demand, caches that it may
		// empty included.
		Collections.addAll(command, Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:+UseSerialGC", "-XX:SoftRefLRUPolicyMSPerMB=0", "-cp", classPath(),
				SizedApplication.class.getName(), handMade() ? SizedApplication.HAND_MADE : "starter", task.name(),
				String.valueOf(buckets), "--s3express.endpoint=" + server().endpoint(),
				"--s3express.control-endpoint=" + server().controlEndpoint(), "--s3express.region=" + server().region(),
				"--s3express.credentials.access-key-id=" + server().accessKeyId(),
				"--s3express.credentials.secret-access-key=" + server().secretAccessKey());
		command.addAll(arguments());
		return command;
	}

	private String classPath() {
		List<Path> absent = handMade()
				? List.of(Jars.holding(S3ExpressAutoConfiguration.class), Jars.holding(S3ExpressLocalServer.class))
				: List.of(Jars.holding(S3ExpressLocalServer.class));
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !absent.contains(Path.of(entry).toAbsolutePath()))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * What the application said.
	 *
	 * @param figures the figures
	 */
	record Said(Map<Figure, Long> figures) {

		double of(Figure figure) {
			Long value = figures().get(figure);
			if (value == null) {
				throw new IllegalStateException("The application said %s, but no %s".formatted(figures(), figure));
			}
			return value;
		}

	}

}
