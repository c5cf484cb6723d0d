/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import org.junit.jupiter.api.Test;

/**
 * Runs {@link AppendSimulation} with many seeds. The system property {@code append.seeds}
 * says how many, {@code append.seed} replays one.
 */
class AppendSimulationTests {

	private static final long SEEDS = Long.getLong("append.seeds", 10_000);

	@Test
	void logWhenSeedIsAnyShouldHoldWhatWasAcknowledgedAndAtMostTheBlockUnderWay() {
		Long replayed = Long.getLong("append.seed");
		for (long seed = (replayed != null) ? replayed : 0; seed < ((replayed != null) ? replayed + 1
				: SEEDS); seed++) {
			try {
				new AppendSimulation(seed).run();
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("Seed %d: %s. Replay it with -Dtest=AppendSimulationTests -Dappend.seed=%1$d"
					.formatted(seed, ex.getMessage()), ex);
			}
		}
	}

}
