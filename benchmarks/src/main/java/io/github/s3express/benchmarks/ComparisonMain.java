/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Runs the comparison, prints its tables, and writes them as Markdown, JSON and a chart.
 */
public final class ComparisonMain {

	private ComparisonMain() {
	}

	/**
	 * Runs the chapters.
	 * @param args the folder to write to; then, if not all are wanted, the titles of the
	 * chapters to run
	 * @throws Exception if a chapter cannot be run
	 */
	public static void main(String[] args) throws Exception {
		Path folder = Files.createDirectories(Path.of((args.length > 0) ? args[0] : "target/comparison"));
		PrintStream out = System.out;
		Comparison comparison = Comparison.run(chapters(List.of(args).stream().skip(1).toList()), Effort.FULL,
				(results) -> out.println(MarkdownTable.of(results)));
		Files.writeString(folder.resolve("comparison.md"), MarkdownTable.of(comparison));
		Files.writeString(folder.resolve("comparison.json"), ComparisonJson.of(comparison));
		Files.writeString(folder.resolve("comparison.svg"), ComparisonChart.of(comparison));
		out.println("Written to " + folder.toAbsolutePath().normalize());
	}

	private static List<Chapter> chapters(List<String> titles) {
		List<String> wanted = titles.stream().map((title) -> title.toLowerCase(Locale.ROOT)).toList();
		List<Chapter> chapters = List.of(new CallsChapter(), new WaitingChapter(), new FailingChapter());
		List<String> known = chapters.stream().map((chapter) -> chapter.title().toLowerCase(Locale.ROOT)).toList();
		if (!known.containsAll(wanted)) {
			throw new IllegalArgumentException(
					"No chapter of %s is called so: use some of %s".formatted(wanted, known));
		}
		return chapters.stream()
			.filter((chapter) -> wanted.isEmpty() || wanted.contains(chapter.title().toLowerCase(Locale.ROOT)))
			.toList();
	}

}
