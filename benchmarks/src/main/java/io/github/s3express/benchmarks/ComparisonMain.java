/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs the comparison, prints its tables, and writes them as Markdown, JSON and a chart.
 */
public final class ComparisonMain {

	private static final String PUBLISH = "--publish=";

	private ComparisonMain() {
	}

	/**
	 * Runs the chapters.
	 * @param args the folder to write to; then, if not all are wanted, the titles of the
	 * chapters to run with hyphens for blanks, or else {@code --publish=} and the folder
	 * of the documentation, if it is to show this run
	 * @throws Exception if a chapter cannot be run
	 */
	public static void main(String[] args) throws Exception {
		Path folder = Files.createDirectories(Path.of((args.length > 0) ? args[0] : "target/comparison"));
		List<String> options = Stream.of(args).skip(1).filter((option) -> option.startsWith(PUBLISH)).toList();
		List<String> titles = Stream.of(args).skip(1).filter((title) -> !options.contains(title)).toList();
		if (!options.isEmpty() && !titles.isEmpty()) {
			throw new IllegalArgumentException(
					"%s cannot publish %s alone: leave the chapters out to run all of them".formatted(options, titles));
		}
		PrintStream out = System.out;
		long[] begun = { System.nanoTime() };
		Comparison comparison = Comparison.run(chapters(titles), Effort.FULL, (results) -> {
			long now = System.nanoTime();
			out.println(MarkdownTable.of(results));
			out.printf("%s took %d s%n%n", results.chapter(), Duration.ofNanos(now - begun[0]).toSeconds());
			begun[0] = now;
		});
		Files.writeString(folder.resolve("comparison.md"), MarkdownTable.of(comparison));
		Files.writeString(folder.resolve("comparison.json"), ComparisonJson.of(comparison));
		Files.writeString(folder.resolve("comparison.svg"), ComparisonChart.of(comparison));
		for (String option : options) {
			new Documentation(Path.of(option.substring(PUBLISH.length()))).publish(comparison);
		}
		out.println("Written to " + folder.toAbsolutePath().normalize());
	}

	private static List<Chapter> chapters(List<String> titles) {
		List<String> wanted = titles.stream().map(ComparisonMain::name).toList();
		List<Chapter> chapters = List.of(new CallsChapter(), new FleetChapter(), new WaitingChapter(),
				new FailingChapter(), new CallCostChapter(), new HotPathChapter(), new SizeChapter(),
				new AppendChapter());
		List<String> known = chapters.stream().map((chapter) -> name(chapter.title())).toList();
		if (!known.containsAll(wanted)) {
			throw new IllegalArgumentException(
					"No chapter of %s is called so: use some of %s".formatted(wanted, known));
		}
		return chapters.stream()
			.filter((chapter) -> wanted.isEmpty() || wanted.contains(name(chapter.title())))
			.toList();
	}

	private static String name(String title) {
		return title.toLowerCase(Locale.ROOT).replace(' ', '-');
	}

}
