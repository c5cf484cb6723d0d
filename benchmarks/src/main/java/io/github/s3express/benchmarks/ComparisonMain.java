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

	private static final List<Chapter> CHAPTERS = List.of(new CallsChapter(), new FleetChapter(), new WaitingChapter(),
			new FailingChapter(), new CallCostChapter(), new HotPathChapter(), new SizeChapter(), new AppendChapter());

	private ComparisonMain() {
	}

	/**
	 * Runs the chapters.
	 * @param args the folder to write to; then, if not all are wanted, the titles of the
	 * chapters to run with hyphens for blanks, and {@code --publish=} and the folder of
	 * the documentation, if it is to show this run
	 * @throws Exception if a chapter cannot be run
	 */
	public static void main(String[] args) throws Exception {
		Path folder = Files.createDirectories(Path.of((args.length > 0) ? args[0] : "target/comparison"));
		List<String> options = Stream.of(args).skip(1).filter((option) -> option.startsWith(PUBLISH)).toList();
		List<String> titles = Stream.of(args).skip(1).filter((title) -> !options.contains(title)).toList();
		PrintStream out = System.out;
		long[] begun = { System.nanoTime() };
		StringBuilder times = new StringBuilder();
		long start = begun[0];
		Comparison comparison = Comparison.run(chapters(titles), Effort.FULL, (results) -> {
			long now = System.nanoTime();
			out.println(MarkdownTable.of(results));
			String took = "%s took %d s%n".formatted(results.chapter(), Duration.ofNanos(now - begun[0]).toSeconds());
			out.println(took);
			times.append(took);
			begun[0] = now;
		});
		Files.writeString(folder.resolve("comparison.md"), MarkdownTable.of(comparison));
		Files.writeString(folder.resolve("comparison.json"), ComparisonJson.of(comparison));
		Files.writeString(folder.resolve("comparison.svg"), ComparisonChart.of(comparison));
		for (String option : options) {
			new Documentation(Path.of(option.substring(PUBLISH.length()))).publish(comparison,
					CHAPTERS.stream().map(Chapter::title).toList());
		}
		out.print(times);
		out.printf("All took %d s%n", Duration.ofNanos(System.nanoTime() - start).toSeconds());
		out.println("Written to " + folder.toAbsolutePath().normalize());
	}

	private static List<Chapter> chapters(List<String> titles) {
		List<String> wanted = titles.stream().map(ComparisonMain::name).toList();
		List<String> known = CHAPTERS.stream().map((chapter) -> name(chapter.title())).toList();
		if (!known.containsAll(wanted)) {
			throw new IllegalArgumentException(
					"No chapter of %s is called so: use some of %s".formatted(wanted, known));
		}
		return CHAPTERS.stream()
			.filter((chapter) -> wanted.isEmpty() || wanted.contains(name(chapter.title())))
			.toList();
	}

	private static String name(String title) {
		return title.toLowerCase(Locale.ROOT).replace(' ', '-');
	}

}
