/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When calls that are kept apart are looked at again.
 */
class PaceTimerTests {

	private final VirtualTime time = new VirtualTime();

	private final List<Duration> woken = new ArrayList<>();

	private final PaceTimer timer = new PaceTimer(this.time, () -> this.woken.add(this.time.elapsed()));

	@Test
	void wakeInWhenNothingWaitsShouldNotWake() {
		wakeIn(PaceTimer.NEVER);
		assertThat(this.time.scheduledTasks()).isZero();
	}

	@Test
	void wakeInWhenAnotherWaitsLessShouldWakeForThatOneAlone() {
		wakeIn(Duration.ofSeconds(5).toNanos());
		this.time.advance(Duration.ofSeconds(1));
		wakeIn(Duration.ofSeconds(2).toNanos());
		this.time.advance(Duration.ofSeconds(20));
		assertThat(this.woken).containsExactly(Duration.ofSeconds(3));
	}

	@Test
	void wakeInWhenItIsWokenSoonerAnywayShouldLeaveItAtThat() {
		wakeIn(Duration.ofSeconds(2).toNanos());
		this.time.advance(Duration.ofSeconds(1));
		wakeIn(Duration.ofSeconds(5).toNanos());
		this.time.advance(Duration.ofSeconds(20));
		assertThat(this.woken).containsExactly(Duration.ofSeconds(2));
	}

	@Test
	void wakeInWhenItHasBeenWokenShouldWakeAgain() {
		wakeIn(Duration.ofSeconds(1).toNanos());
		this.time.advance(Duration.ofSeconds(1));
		this.timer.isOver();
		wakeIn(Duration.ofSeconds(2).toNanos());
		this.time.advance(Duration.ofSeconds(20));
		assertThat(this.woken).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3));
	}

	private void wakeIn(long nanos) {
		this.timer.wakeIn(nanos, this.time.nanoTime());
	}

}
