/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import org.junit.jupiter.api.Test;

/**
 * Runs {@link AppendSimulation} with many seeds. The system property
 * {@code s3express.append.seeds} says how many, {@code s3express.append.seed} replays
 * one.
 */
class AppendSimulationTests {

	private static final long SEEDS = Long.getLong("s3express.append.seeds", 10_000);

	@Test
	void logWhenSeedIsAnyShouldHoldWhatWasAcknowledgedAndAtMostTheBlockUnderWay() {
		Long replayed = Long.getLong("s3express.append.seed");
		for (long seed = (replayed != null) ? replayed : 0; seed < ((replayed != null) ? replayed + 1
				: SEEDS); seed++) {
			try {
				new AppendSimulation(seed).run();
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError(
						"Seed %d: %s. Replay it with -Dtest=AppendSimulationTests -Ds3express.append.seed=%1$d"
							.formatted(seed, ex.getMessage()),
						ex);
			}
		}
	}

}
