/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What came out of a run.
 *
 * @param date the day of the run, or of the last one of several
 * @param environment what it ran on: machine, JDK, versions, by name
 * @param results the rows of each chapter
 */
record Comparison(LocalDate date, Map<String, String> environment, List<Results> results) {

	/**
	 * What the parts that run at once are called where chapters' times are told.
	 */
	static final String IDLE_PARTS = "All that waits for the most part";

	static Comparison run(List<Chapter> chapters, Effort effort, Consumer<Results> progress) throws Exception {
		LocalDate today = LocalDate.now();
		Map<String, String> environment = Environment.describe();
		Map<String, List<Row>> rows = new LinkedHashMap<>();
		for (Chapter chapter : chapters) {
			List<Row> made = new ArrayList<>(chapter.run(effort));
			rows.put(chapter.title(), made);
			progress.accept(new Results(chapter.title(), today, environment, made));
		}
		Map<String, List<Row>> late = idleParts(chapters, effort);
		if (!late.isEmpty()) {
			List<Row> all = new ArrayList<>();
			late.forEach((title, made) -> {
				rows.computeIfAbsent(title, (any) -> new ArrayList<>()).addAll(made);
				all.addAll(made);
			});
			progress.accept(new Results(IDLE_PARTS, today, environment, all));
		}
		List<Results> results = rows.entrySet()
			.stream()
			.map((chapter) -> new Results(chapter.getKey(), today, environment, chapter.getValue()))
			.toList();
		return new Comparison(today, environment, results);
	}

	private static Map<String, List<Row>> idleParts(List<Chapter> chapters, Effort effort) throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			Map<String, List<Future<List<Row>>>> parts = new LinkedHashMap<>();
			for (Chapter chapter : chapters) {
				for (Callable<List<Row>> part : chapter.idleParts(effort)) {
					parts.computeIfAbsent(chapter.title(), (any) -> new ArrayList<>()).add(threads.submit(part));
				}
			}
			Map<String, List<Row>> rows = new LinkedHashMap<>();
			for (Map.Entry<String, List<Future<List<Row>>>> chapter : parts.entrySet()) {
				List<Row> made = new ArrayList<>();
				for (Future<List<Row>> part : chapter.getValue()) {
					made.addAll(part.get());
				}
				rows.put(chapter.getKey(), made);
			}
			return rows;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * What is to be published: of each chapter the rows of this run, or else those of an
	 * earlier one. What an earlier run has of chapters that are no more goes.
	 * @param earlier what was published last
	 * @param titles the titles of all chapters in their order
	 * @return both in one
	 */
	Comparison over(Comparison earlier, List<String> titles) {
		Map<String, Results> chapters = new HashMap<>();
		earlier.results()
			.forEach((chapter) -> chapters.put(chapter.chapter(),
					chapter.madeOn(earlier.date(), earlier.environment())));
		results().forEach((chapter) -> chapters.put(chapter.chapter(), chapter));
		return new Comparison(date(), environment(),
				titles.stream().filter(chapters::containsKey).map(chapters::get).toList());
	}

	/**
	 * What came out of a chapter.
	 *
	 * @param chapter its title
	 * @param date the day on which it ran, or {@code null} for that of the whole
	 * @param environment what it ran on, or {@code null} for that of the whole
	 * @param rows its rows
	 */
	record Results(String chapter, @Nullable LocalDate date, @Nullable Map<String, String> environment,
			List<Row> rows) {

		private Results madeOn(LocalDate day, Map<String, String> on) {
			return new Results(chapter(), (date() != null) ? date() : day, (environment() != null) ? environment() : on,
					rows());
		}

	}

}
