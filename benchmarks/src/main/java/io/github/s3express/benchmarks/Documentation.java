/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The pages that show a run: a table in {@code benchmarks.md}, the chart in the README.
 *
 * @param folder the folder of the pages
 */
record Documentation(Path folder) {

	static final String BEGIN = "<!-- written by the comparison: begin -->";

	static final String END = "<!-- written by the comparison: end -->";

	/**
	 * Shows a run, and of chapters that were not run what was published of them before.
	 * @param run the run
	 * @param titles the titles of all chapters in their order
	 */
	void publish(Comparison run, List<String> titles) throws IOException {
		Path json = folder().resolve("benchmarks.json");
		Comparison comparison = Files.exists(json) ? run.over(ComparisonJson.read(Files.readString(json)), titles)
				: run;
		Path page = folder().resolve("benchmarks.md");
		Files.writeString(page, replaceTable(Files.readString(page), MarkdownTable.of(comparison)));
		Files.writeString(json, ComparisonJson.of(comparison));
		Files.writeString(folder().resolve("images/comparison.svg"), ComparisonChart.of(comparison));
	}

	static String replaceTable(String page, String table) {
		int begin = page.indexOf(BEGIN);
		int end = page.indexOf(END);
		if (begin < 0 || end < begin) {
			throw new IllegalArgumentException(
					"benchmarks.md has no place for the table: write '%s' and '%s' on lines of their own"
						.formatted(BEGIN, END));
		}
		return page.substring(0, begin + BEGIN.length()) + "\n\n" + table + "\n" + page.substring(end);
	}

}
