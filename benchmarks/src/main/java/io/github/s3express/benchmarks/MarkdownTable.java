/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Results as tables of a Markdown page.
 */
final class MarkdownTable {

	private MarkdownTable() {
	}

	static String of(Comparison comparison) {
		String origin = origin(comparison.date(), comparison.environment());
		String chapters = comparison.results()
			.stream()
			.map((results) -> of(results, origin))
			.collect(Collectors.joining("\n"));
		return "%s%n%n%s".formatted(origin, chapters);
	}

	private static String origin(LocalDate date, Map<String, String> environment) {
		return "%s: %s.".formatted(date,
				environment.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + " " + entry.getValue())
					.collect(Collectors.joining(", ")));
	}

	static String of(Comparison.Results results) {
		return of(results, null);
	}

	// A chapter that was run another time says so.
	private static String of(Comparison.Results results, @Nullable String known) {
		StringBuilder table = new StringBuilder("### %s%n%n".formatted(results.chapter()));
		if (known != null && results.date() != null && results.environment() != null) {
			String origin = origin(results.date(), results.environment());
			table.append(origin.equals(known) ? "" : origin + "\n\n");
		}
		table.append("| Work | Figure | SDK alone | Managed | Ratio | Least possible |\n|---|---|--:|--:|--:|--:|\n");
		for (Row row : results.rows()) {
			table.append("| %s | %s | %s | %s | %s | %s |%n".formatted(row.work(), row.figure(), number(row.sdk()),
					number(row.managed()), ratio(row), number(row.least())));
		}
		return table.toString();
	}

	private static String ratio(Row row) {
		return row.ratio().isPresent() ? number(row.ratio().getAsDouble()) + " ×" : "";
	}

	// Three digits say all that such figures can.
	static String number(@Nullable Double value) {
		if (value == null) {
			return "";
		}
		int decimals = (value == Math.rint(value) || Math.abs(value) >= 100) ? 0 : (Math.abs(value) >= 10) ? 1 : 2;
		return String.format(Locale.ROOT, "%,." + decimals + "f", value);
	}

}
