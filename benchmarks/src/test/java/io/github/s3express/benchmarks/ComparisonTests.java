/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the figures that are exact.
 */
class ComparisonTests {

	@Test
	void managerShouldNeedTheLeastPossibleInEveryCountedScenario() throws Exception {
		assertThat(Comparison.run(Scenarios.counted())).allSatisfy((row) -> {
			assertThat(row.managed()).as(row.asTableRow()).isEqualTo(row.scenario().leastPossible());
			assertThat(row.sdk()).as(row.asTableRow()).isGreaterThanOrEqualTo(row.managed());
		});
	}

}
