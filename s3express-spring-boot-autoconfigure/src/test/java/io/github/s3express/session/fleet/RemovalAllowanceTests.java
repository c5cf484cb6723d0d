/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RemovalAllowance}.
 */
class RemovalAllowanceTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	// The clock may begin anywhere: here the count overflows soon.
	private static final long BEGIN = Long.MAX_VALUE - MINUTE / 2;

	private final RemovalAllowance allowance = new RemovalAllowance(BEGIN);

	@Test
	void removalsOfAKeyShouldBeThreeInAMinute() {
		assertThat(take("key", 10, BEGIN)).isEqualTo(3);
		assertThat(take("key", 10, BEGIN + MINUTE - 1)).isZero();
		assertThat(take("other", 10, BEGIN + MINUTE - 1)).isEqualTo(3);
		assertThat(take("key", 10, BEGIN + MINUTE)).isEqualTo(3);
		assertThat(take("key", 10, BEGIN + 2 * MINUTE - 1)).isZero();
	}

	@Test
	void removalsInAllShouldBeThirtyInAMinute() {
		int taken = 0;
		for (int key = 0; key < 20; key++) {
			taken += take("key" + key, 3, BEGIN + key);
		}
		assertThat(taken).isEqualTo(30);
		assertThat(take("other", 1, BEGIN + MINUTE - 1)).isZero();
		assertThat(take("other", 1, BEGIN + MINUTE)).isOne();
	}

	@Test
	void removalThatIsNotAllowedShouldCostNothing() {
		take("key", 1_000, BEGIN);
		int taken = 0;
		for (int key = 0; key < 20; key++) {
			taken += take("key" + key, 3, BEGIN);
		}
		assertThat(taken).isEqualTo(27);
	}

	@Test
	void minuteShouldBeginWithTheFirstRemovalAfterTheLast() {
		take("key", 3, BEGIN + 5 * MINUTE / 2);
		assertThat(take("key", 1, BEGIN + 3 * MINUTE)).isZero();
		assertThat(take("key", 1, BEGIN + 7 * MINUTE / 2)).isOne();
	}

	private int take(String storeKey, int times, long now) {
		int taken = 0;
		for (int time = 0; time < times; time++) {
			taken += this.allowance.take(storeKey, now) ? 1 : 0;
		}
		return taken;
	}

}
