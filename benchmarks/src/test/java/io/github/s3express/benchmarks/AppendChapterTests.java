/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link AppendChapter}: the counts that {@code docs/append.md} gives.
 */
class AppendChapterTests {

	@Test
	void linesShouldShareRequests() throws Exception {
		List<Row> rows = new AppendChapter().run(Effort.SMOKE);
		assertThat(rows).hasSize(11)
			.filteredOn((row) -> row.figure().equals(AppendChapter.CALLS))
			.singleElement()
			.satisfies((row) -> {
				assertThat(row.sdk()).isEqualTo(900);
				// One creates the object.
				assertThat(row.managed()).isEqualTo(1 + 2);
			});
	}

}
