/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.log;

import java.nio.charset.StandardCharsets;

/**
 * The lines of the log: numbered, and all of the same length.
 */
final class Lines {

	private static final int LENGTH = line(0).length;

	private Lines() {
	}

	static byte[] line(long number) {
		return "order %09d%n".formatted(number).getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * How many lines a log of a length has.
	 */
	static long count(long bytes) {
		return bytes / LENGTH;
	}

	/**
	 * The whole log up to a line.
	 */
	static byte[] until(long count) {
		StringBuilder log = new StringBuilder();
		for (long number = 0; number < count; number++) {
			log.append(new String(line(number), StandardCharsets.US_ASCII));
		}
		return log.toString().getBytes(StandardCharsets.US_ASCII);
	}

}
