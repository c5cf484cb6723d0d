/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A writer in a JVM of its own.
 */
final class WriterProcess {

	private final Process process;

	private WriterProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts a writer.
	 * @param arguments its properties, as on the command line
	 */
	static WriterProcess start(List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), LogApplication.class.getName(), "--log.role=writer"));
		command.addAll(arguments);
		return new WriterProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
	}

	/**
	 * Lets it append, and kills it with no chance to do anything more.
	 * @param lines how many lines it says to have acknowledged before
	 * @return the last number of acknowledged lines that it printed
	 * @throws IllegalStateException if it ends by itself
	 */
	long killAfter(int lines) throws IOException, InterruptedException {
		long acknowledged = -1;
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.US_ASCII))) {
			int left = lines;
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				acknowledged = Long.parseLong(line);
				if (--left == 0) {
					// Not the process's own method, which closes what it has printed.
					this.process.toHandle().destroyForcibly();
				}
			}
		}
		finally {
			this.process.destroyForcibly();
		}
		if (this.process.waitFor() == 1 || acknowledged < 0) {
			throw new IllegalStateException("The writer ended by itself; see above.");
		}
		return acknowledged;
	}

}
