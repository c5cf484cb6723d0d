/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Runs a program on a terminal that is none, with what the machine has for that:
 * {@code script}, or Python.
 */
final class PseudoTerminal implements AutoCloseable {

	static final int ROWS = 16;

	static final int COLUMNS = 100;

	private static final long PATIENCE = Duration.ofMinutes(2).toNanos();

	private final Process process;

	private final StringBuilder written = new StringBuilder();

	private PseudoTerminal(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "pseudo-terminal");
		reader.setDaemon(true);
		reader.start();
	}

	static boolean isThere() {
		return !command("true").isEmpty();
	}

	static PseudoTerminal start(List<String> program, Map<String, String> environment) throws IOException {
		List<String> words = new ArrayList<>();
		// What runs in the background of a shell does not hear Ctrl-C, nor does what it
		// starts.
		if (works("env", "--default-signal=INT", "true")) {
			words.addAll(List.of("env", "--default-signal=INT"));
		}
		program.forEach((word) -> words.add("'" + word.replace("'", "'\\''") + "'"));
		ProcessBuilder builder = new ProcessBuilder(
				command("stty rows %d cols %d && exec %s".formatted(ROWS, COLUMNS, String.join(" ", words))));
		builder.redirectErrorStream(true);
		Launched.replaceEnvironment(builder, environment);
		return new PseudoTerminal(builder.start());
	}

	private static List<String> command(String line) {
		if (works("script", "-qec", "true", "/dev/null")) {
			return List.of("script", "-qec", line, "/dev/null");
		}
		String spawn = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
		return works("python3", "-c", "import os, pty; os.waitstatus_to_exitcode")
				? List.of("python3", "-c", spawn, "sh", "-c", line) : List.of();
	}

	private static boolean works(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			process.getInputStream().readAllBytes();
			return process.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void read() {
		try (Reader reader = new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8)) {
			char[] chunk = new char[4096];
			for (int length = reader.read(chunk); length >= 0; length = reader.read(chunk)) {
				synchronized (this.written) {
					this.written.append(chunk, 0, length);
					this.written.notifyAll();
				}
			}
		}
		catch (IOException ex) {
			// The program has ended.
		}
	}

	void type(String text) throws IOException {
		OutputStream keys = this.process.getOutputStream();
		keys.write(text.getBytes(StandardCharsets.UTF_8));
		keys.flush();
	}

	/**
	 * Waits for what is to be seen.
	 * @param expected what
	 * @return the screen that shows it
	 */
	Screen await(Predicate<List<String>> expected) throws InterruptedException {
		long begin = System.nanoTime();
		synchronized (this.written) {
			while (true) {
				Screen screen = Screen.of(this.written.toString(), ROWS, COLUMNS);
				if (expected.test(screen.lines())) {
					return screen;
				}
				long left = PATIENCE - (System.nanoTime() - begin);
				if (left <= 0) {
					throw new AssertionError("It was not to be seen on\n" + String.join("\n", screen.lines()));
				}
				TimeUnit.NANOSECONDS.timedWait(this.written, Math.min(left, TimeUnit.SECONDS.toNanos(1)));
			}
		}
	}

	int exitCode() throws InterruptedException {
		if (!this.process.waitFor(PATIENCE, TimeUnit.NANOSECONDS)) {
			throw new AssertionError("The program does not end");
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
