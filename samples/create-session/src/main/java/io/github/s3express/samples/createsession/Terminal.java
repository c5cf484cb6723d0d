/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Which of the program's streams are a terminal, and how wide it is.
 */
interface Terminal {

	/** The AWS CLI's width where there is no terminal. */
	int DEFAULT_WIDTH = 80;

	/**
	 * Whether somebody types what is read.
	 */
	boolean isInput();

	/**
	 * Whether somebody sees what is printed.
	 */
	boolean isOutput();

	/**
	 * The width of the terminal that is printed to.
	 */
	int width();

	/**
	 * That of this process.
	 */
	static Terminal system() {
		return new SystemTerminal();
	}

	/**
	 * Asks the operating system: the JDK does not tell the two streams apart.
	 */
	final class SystemTerminal implements Terminal {

		private static final Path STREAMS = Path.of("/dev/fd");

		@Override
		public boolean isInput() {
			return isTerminal(0);
		}

		@Override
		public boolean isOutput() {
			return isTerminal(1);
		}

		private static boolean isTerminal(int stream) {
			try {
				String device = STREAMS.resolve(String.valueOf(stream)).toRealPath().toString();
				return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
			}
			catch (IOException ex) {
				return !Files.isDirectory(STREAMS) && System.console() != null;
			}
		}

		@Override
		public int width() {
			if (!isOutput()) {
				return DEFAULT_WIDTH;
			}
			try {
				Process stty = new ProcessBuilder("stty", "size")
					.redirectInput(STREAMS.resolve("1").toRealPath().toFile())
					.start();
				String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
				stty.waitFor(1, TimeUnit.SECONDS);
				int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
				// A terminal that nobody told its size says 0.
				return (columns > 0) ? columns : DEFAULT_WIDTH;
			}
			catch (IOException | NumberFormatException ex) {
				return DEFAULT_WIDTH;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return DEFAULT_WIDTH;
			}
		}

	}

}
