/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Results as tables of a Markdown page.
 */
final class MarkdownTable {

	private MarkdownTable() {
	}

	static String of(Comparison comparison) {
		String environment = comparison.environment()
			.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + entry.getValue())
			.collect(Collectors.joining(", "));
		String chapters = comparison.results().stream().map(MarkdownTable::of).collect(Collectors.joining("\n"));
		return "%s: %s.%n%n%s".formatted(comparison.date(), environment, chapters);
	}

	static String of(Comparison.Results results) {
		StringBuilder table = new StringBuilder("### %s%n%n".formatted(results.chapter()));
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
