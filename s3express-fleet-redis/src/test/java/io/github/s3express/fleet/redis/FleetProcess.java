/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that runs {@link FleetProgram}.
 */
final class FleetProcess implements AutoCloseable {

	// Eight JVMs that start at once on a busy machine.
	private static final Duration START = Duration.ofMinutes(2);

	// Longer than the SDK waits for an answer, so that a request that was lost shows by
	// its duration.
	private static final Duration END = Duration.ofMinutes(1);

	private final Process process;

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private final Queue<String> everything = new ConcurrentLinkedQueue<>();

	FleetProcess(List<String> buckets, List<String> properties) {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp",
				System.getProperty("java.class.path"), FleetProgram.class.getName(), String.join(",", buckets)));
		properties.forEach((property) -> command.add("--" + property));
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread reader = new Thread(this::read, "fleet-process");
		reader.setDaemon(true);
		reader.start();
	}

	private void read() {
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				this.everything.add(line);
				if (line.startsWith("> ")) {
					this.lines.add(line.substring(2));
				}
			}
		}
		catch (IOException ex) {
			this.everything.add(ex.toString());
		}
	}

	void awaitReady() {
		RedisProcess.await("the instance is ready", START, () -> {
			if (!this.process.isAlive()) {
				throw new IllegalStateException(String.join("\n", this.everything));
			}
			return this.lines.contains("ready");
		});
	}

	/**
	 * Whether it is making a session.
	 */
	boolean isCreating() {
		return count("creating ") > count("created ");
	}

	long created() {
		return count("created ");
	}

	List<String> failures() {
		return this.lines.stream().filter((line) -> line.startsWith("failed ")).toList();
	}

	/**
	 * All that it has said, also to its log.
	 */
	List<String> everything() {
		return List.copyOf(this.everything);
	}

	private long count(String prefix) {
		return this.lines.stream().filter((line) -> line.startsWith(prefix)).count();
	}

	void signal(String signal) {
		RedisProcess.signal(this.process, signal);
	}

	/**
	 * Ends it in good order.
	 * @return how many requests it has made
	 */
	long stop() {
		try {
			this.process.getOutputStream().write('\n');
			this.process.getOutputStream().close();
			if (!this.process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
				dumpThreads();
				throw new IllegalStateException("It does not end: " + String.join("\n", this.everything));
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(String.join("\n", this.everything), ex);
		}
		RedisProcess.await("its last words are read", () -> count("done ") == 1);
		return this.lines.stream()
			.filter((line) -> line.startsWith("done "))
			.mapToLong((line) -> Long.parseLong(line.split(" ")[1]))
			.sum();
	}

	// Into what it says.
	private void dumpThreads() throws InterruptedException {
		signal("QUIT");
		this.process.waitFor(5, TimeUnit.SECONDS);
	}

	/**
	 * Requests that took long.
	 */
	List<String> slow() {
		return this.lines.stream().filter((line) -> line.startsWith("slow ")).toList();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
