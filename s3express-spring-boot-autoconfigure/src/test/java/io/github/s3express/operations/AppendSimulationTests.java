/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@link AppendSimulation} with many seeds. The system property {@code append.seeds}
 * says how many, {@code append.seed} replays one.
 */
class AppendSimulationTests {

	private static final long SEEDS = Long.getLong("append.seeds", 10_000);

	private static final long REPLAYED = Long.getLong("append.seed", -1);

	private final Set<AppendPhase> reached = EnumSet.noneOf(AppendPhase.class);

	@Test
	void logWhenSeedIsAnyShouldHoldWhatWasAcknowledgedAndAtMostTheBlockUnderWay() {
		assertThat(failures(0, SEEDS)).as("Seeds that fail; replay one with -Dappend.seed").isEmpty();
		assertThat(this.reached).as("What writers waited for").containsExactlyInAnyOrder(AppendPhase.values());
	}

	@Test
	void logWhenSeedWasOnceFoundToFailShouldHold() {
		assertThat(failures(141_498, 1)).as("A writer that stood still between its fence and the next key").isEmpty();
		assertThat(failures(8_243, 1)).as("The same, soon after another had made the next key").isEmpty();
	}

	@Test
	void logWhenSeedIsReplayedShouldHold() {
		assertThat(failures(Math.max(REPLAYED, 0), 1)).isEmpty();
	}

	private Map<Long, Throwable> failures(long first, long count) {
		Map<Long, Throwable> failures = new LinkedHashMap<>();
		for (long seed = first; seed < first + count && failures.size() < 5; seed++) {
			AppendSimulation simulation = new AppendSimulation(seed);
			try {
				simulation.run();
			}
			catch (AssertionError | RuntimeException ex) {
				failures.put(seed, ex);
			}
			this.reached.addAll(simulation.reached());
		}
		return failures;
	}

}
