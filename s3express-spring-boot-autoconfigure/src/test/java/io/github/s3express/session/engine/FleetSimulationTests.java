/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.LongStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.github.s3express.session.fleet.Fleet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@link FleetSimulation} with many seeds. The system property
 * {@code s3express.simulation.seeds} says how many, {@code s3express.simulation.seed}
 * replays one.
 */
class FleetSimulationTests {

	private static final long SEEDS = Long.getLong("s3express.simulation.seeds", 20_000);

	@BeforeAll
	static void keepQuiet() {
		// Some hundred thousand stores fail here.
		((Logger) LoggerFactory.getLogger(Fleet.class.getPackageName())).setLevel(Level.ERROR);
	}

	@AfterAll
	static void keepQuietNoMore() {
		((Logger) LoggerFactory.getLogger(Fleet.class.getPackageName())).setLevel(null);
	}

	@Test
	void simulationWhenSeedIsAnyShouldKeepEveryInvariant() {
		Long replayed = Long.getLong("s3express.simulation.seed");
		if (replayed != null) {
			new FleetSimulation(replayed).run();
			return;
		}
		AtomicReference<Throwable> failure = new AtomicReference<>();
		DoubleAdder made = new DoubleAdder();
		DoubleAdder due = new DoubleAdder();
		long failed = LongStream.range(0, SEEDS).parallel().filter((seed) -> {
			try {
				FleetSimulation.Count count = new FleetSimulation(seed).run();
				if (count != null) {
					made.add(count.made());
					due.add(count.due());
				}
				return false;
			}
			catch (Throwable ex) {
				failure.compareAndSet(null, new AssertionError(
						"Seed %d failed; replay it with -Dtest=FleetSimulationTests -Ds3express.simulation.seed=%1$d"
							.formatted(seed),
						ex));
				return true;
			}
		}).findAny().orElse(-1);
		assertThat(failed).withFailMessage(() -> failure.get().getMessage() + "\n" + failure.get().getCause())
			.isEqualTo(-1);
		System.out.printf("Sessions made by fleets without faults, for each that was due: %.3f%n",
				made.sum() / due.sum());
		assertThat(made.sum() / due.sum()).isLessThanOrEqualTo(1);
	}

}
