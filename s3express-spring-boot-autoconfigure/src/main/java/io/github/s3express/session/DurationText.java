/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;

/**
 * Writes durations as users of Spring Boot type them: {@code 75s}, {@code 5m},
 * {@code 50ms}.
 */
public final class DurationText {

	private DurationText() {
	}

	/**
	 * Writes a duration in the largest unit that says it whole.
	 * @param duration the duration
	 * @return a number and a unit; parts of a millisecond are left out
	 */
	public static String of(Duration duration) {
		long millis = duration.toMillis();
		if (millis % 1000 != 0) {
			return millis + "ms";
		}
		long seconds = millis / 1000;
		if (seconds == 0 || seconds % 60 != 0) {
			return seconds + "s";
		}
		long minutes = seconds / 60;
		return (minutes % 60 != 0) ? minutes + "m" : minutes / 60 + "h";
	}

}
