/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the figures that are exact.
 */
class ComparisonTests {

	static List<Chapter> chapters() {
		return List.of(new CallsChapter(), new WaitingChapter(), new FailingChapter(), new HotPathChapter());
	}

	@ParameterizedTest
	@MethodSource("chapters")
	void managerShouldNeedTheLeastPossibleInEveryCountedRow(Chapter chapter) throws Exception {
		List<Row> rows = chapter.run(Effort.SMOKE);
		List<Row> counted = rows.stream().filter((row) -> row.exact() && !row.work().contains("simulated")).toList();
		assertThat(counted).isNotEmpty().allSatisfy((row) -> {
			assertThat(row.managed()).as(row.toString()).isEqualTo(row.least());
			if (!sdkFails(rows, row.work())) {
				assertThat(row.sdk()).as(row.toString()).isGreaterThanOrEqualTo(row.managed());
			}
		});
	}

	@Test
	void callShouldCostSomethingInEveryRow() throws Exception {
		assertThat(new CallCostChapter().run(Effort.SMOKE)).hasSize(18).allSatisfy((row) -> {
			assertThat(row.sdk()).as(row.toString()).isPositive();
			assertThat(row.managed()).as(row.toString()).isPositive();
		});
	}

	// Who fails does with fewer calls.
	private static boolean sdkFails(List<Row> rows, String work) {
		return rows.stream()
			.anyMatch((row) -> row.work().equals(work) && row.figure().equals("failed requests")
					&& row.sdk() > row.managed());
	}

}
