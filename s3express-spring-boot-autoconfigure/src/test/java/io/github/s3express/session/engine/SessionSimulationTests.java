/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@link SessionSimulation} with many seeds. The system property
 * {@code s3express.simulation.seeds} says how many, {@code s3express.simulation.seed}
 * replays one.
 */
class SessionSimulationTests {

	private static final long SEEDS = Long.getLong("s3express.simulation.seeds", 5_000);

	@Test
	void simulationWhenSeedIsAnyShouldKeepEveryInvariant() {
		Long replayed = Long.getLong("s3express.simulation.seed");
		if (replayed != null) {
			new SessionSimulation(replayed).run();
			return;
		}
		AtomicReference<Throwable> failure = new AtomicReference<>();
		long failed = LongStream.range(0, SEEDS).parallel().filter((seed) -> {
			try {
				new SessionSimulation(seed).run();
				return false;
			}
			catch (Throwable ex) {
				failure.compareAndSet(null, new AssertionError(
						"Seed %d failed; replay it with -Dtest=SessionSimulationTests -Ds3express.simulation.seed=%1$d"
							.formatted(seed),
						ex));
				return true;
			}
		}).findAny().orElse(-1);
		assertThat(failed).withFailMessage(() -> failure.get().getMessage() + "\n" + failure.get().getCause())
			.isEqualTo(-1);
	}

}
