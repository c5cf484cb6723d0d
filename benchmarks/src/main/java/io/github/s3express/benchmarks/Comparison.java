/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What came out of a run.
 *
 * @param date the day of the run
 * @param environment what it ran on: machine, JDK, versions, by name
 * @param results the rows of each chapter
 */
record Comparison(LocalDate date, Map<String, String> environment, List<Results> results) {

	static Comparison run(List<Chapter> chapters, Effort effort, Consumer<Results> progress) throws Exception {
		List<Results> results = new ArrayList<>();
		for (Chapter chapter : chapters) {
			Results rows = new Results(chapter.title(), chapter.run(effort));
			progress.accept(rows);
			results.add(rows);
		}
		return new Comparison(LocalDate.now(), Environment.describe(), results);
	}

	/**
	 * What came out of a chapter.
	 *
	 * @param chapter its title
	 * @param rows its rows
	 */
	record Results(String chapter, List<Row> rows) {

	}

}
