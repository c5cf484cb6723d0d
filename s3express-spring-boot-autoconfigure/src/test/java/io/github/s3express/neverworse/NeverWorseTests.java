/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.s3express.testing.SharedEventLoops;

/**
 * The rule that stands over all others: whatever happens, an application is not worse off
 * with the starter than with the SDK alone. Each scenario is gone through twice, and the
 * two outcomes are compared: failed calls, CreateSession and requests in all, how long
 * callers were held up or waited, and what is left behind.
 */
@SharedEventLoops.CountsThreads
class NeverWorseTests {

	// Most of a scenario is waiting.
	private static final int SCENARIOS_AT_A_TIME = 4;

	private static final ReadWriteLock MACHINE = new ReentrantReadWriteLock();

	private static final ExecutorService THREADS = Executors.newFixedThreadPool(SCENARIOS_AT_A_TIME);

	@AfterAll
	static void stop() {
		THREADS.shutdownNow();
	}

	static Stream<Arguments> scenarios() {
		List<Scenario> scenarios = Stream
			.of(BlockingScenarios.all(), AsyncScenarios.all(), WithoutSessionsScenarios.all())
			.flatMap((all) -> all)
			.toList();
		// What loads classes must not be measured.
		scenarios.stream().map(Scenario::kind).distinct().forEach((kind) -> Comparison.warmUp(scenarios, kind));
		Stream<Arguments> apart = scenarios.stream()
			.filter(Scenario::apart)
			.map((scenario) -> Arguments.of(scenario,
					CompletableFuture.completedFuture(Comparison.of(scenario, MACHINE))));
		Stream<Arguments> atATime = scenarios.stream()
			.filter((scenario) -> !scenario.apart())
			.map((scenario) -> Arguments.of(scenario, THREADS.submit(() -> Comparison.of(scenario, MACHINE))));
		return Stream.of(apart.toList(), atATime.toList()).flatMap(List::stream);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scenarios")
	void outcomeShouldNotBeWorseThanOfTheSdkAlone(Scenario scenario, Future<Comparison> comparison) throws Exception {
		comparison.get().assertNotWorse();
	}

}
