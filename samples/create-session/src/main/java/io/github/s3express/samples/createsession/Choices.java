/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Options that take one of a few values.
 */
final class Choices {

	private Choices() {
	}

	static void check(String option, @Nullable String value, List<String> choices) {
		if (value != null && !choices.contains(value)) {
			throw invalid(option, value, choices);
		}
	}

	static CliException invalid(String option, String value, List<String> choices) {
		return CliException.usage("argument %s: Found invalid choice '%s', valid choices are: %s".formatted(option,
				value, String.join(", ", choices)));
	}

	/**
	 * A number of seconds.
	 * @param option the option's name, for errors
	 * @param value what the command line says, or {@code null}
	 * @param fallback the number if it says nothing
	 * @return the seconds, not negative
	 */
	static int seconds(String option, @Nullable String value, int fallback) {
		if (value == null) {
			return fallback;
		}
		try {
			int seconds = Integer.parseInt(value.trim());
			if (seconds >= 0) {
				return seconds;
			}
		}
		catch (NumberFormatException ex) {
			// Said below.
		}
		throw CliException
			.usage("argument %s: '%s' is not a whole number of seconds, 0 or more".formatted(option, value));
	}

}
