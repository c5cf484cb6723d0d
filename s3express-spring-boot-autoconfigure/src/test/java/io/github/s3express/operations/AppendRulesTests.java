/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule of the protocol, taken out: {@link AppendSimulation} must fail without it.
 */
class AppendRulesTests {

	private static final int SEEDS = 50_000;

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void simulationWhenARuleIsTakenOutShouldFail(RuleTakenOut rule) {
		assertThat(firstFailure(rule)).as("The first seed that fails without %s", rule).isBetween(0, SEEDS);
	}

	private static int firstFailure(RuleTakenOut rule) {
		for (int seed = 0; seed < SEEDS; seed++) {
			try {
				new AppendSimulation(seed, rule).run();
			}
			catch (AssertionError | RuntimeException ex) {
				return seed;
			}
		}
		return -1;
	}

}
