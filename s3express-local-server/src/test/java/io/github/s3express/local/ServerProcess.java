/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.s3express.local.program.LocalServerMain;

/**
 * The server as a program of its own, to be killed.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ServerProcess implements AutoCloseable {

	static final String ACCESS_KEY_ID = "AKIATEST";

	static final String SECRET_ACCESS_KEY = "secret";

	private final Process process;

	private final URI endpoint;

	private ServerProcess(Process process, URI endpoint) {
		this.process = process;
		this.endpoint = endpoint;
	}

	// The shell's commands come first, to limit what the program gets.
	static ServerProcess start(String shellCommands, String bucket, Path directory) throws IOException {
		List<String> java = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				LocalServerMain.class.getName(), "--bucket", bucket, "--access-key-id", ACCESS_KEY_ID,
				"--secret-access-key", SECRET_ACCESS_KEY));
		if (directory != null) {
			java.addAll(List.of("--data-directory", directory.toString()));
		}
		List<String> command = new ArrayList<>(List.of("bash", "-c", shellCommands + " exec \"$@\"", "bash"));
		command.addAll(java);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		BufferedReader lines = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		String prefix = "export AWS_ENDPOINT_URL_S3=";
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (line.startsWith(prefix)) {
				drain(lines);
				return new ServerProcess(process, URI.create(line.substring(prefix.length())));
			}
		}
		throw new IllegalStateException("The server did not start.");
	}

	private static void drain(BufferedReader lines) {
		Thread thread = new Thread(() -> {
			try (lines) {
				while (lines.readLine() != null) {
					// Read, so that the program never waits.
				}
			}
			catch (IOException ex) {
				// It was killed.
			}
		}, "server-process-output");
		thread.setDaemon(true);
		thread.start();
	}

	URI endpoint() {
		return this.endpoint;
	}

	// SIGKILL.
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
