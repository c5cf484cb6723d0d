/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StoreConnections}.
 */
class StoreConnectionsTests {

	@Test
	void retriesShouldComeSoonAtFirstAndSeldomLaterAndNotAllAtOneMoment() {
		assertThat(retries(1)).allMatch((delay) -> isBetween(delay, 100, 250))
			.anyMatch((delay) -> isBetween(delay, 100, 140))
			.anyMatch((delay) -> isBetween(delay, 210, 250));
		assertThat(longest(8)).isBetween(Duration.ofMillis(400), Duration.ofMillis(600));
		for (int failed : new int[] { 16, 1_000, Integer.MAX_VALUE }) {
			assertThat(longest(failed)).isBetween(Duration.ofMillis(800), Duration.ofSeconds(1));
		}
	}

	private static List<Duration> retries(int failed) {
		return IntStream.range(0, 1_000).mapToObj((i) -> StoreConnections.retryAfter(failed)).toList();
	}

	private static Duration longest(int failed) {
		return retries(failed).stream().max(Comparator.naturalOrder()).orElseThrow();
	}

	private static boolean isBetween(Duration delay, int from, int to) {
		return delay.toMillis() >= from && delay.toMillis() < to;
	}

}
