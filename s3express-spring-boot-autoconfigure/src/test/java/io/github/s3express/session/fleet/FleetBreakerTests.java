/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FleetBreaker}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FleetBreakerTests {

	private static final Throwable FAILURE = new IllegalStateException("as told by the test");

	private static final long NANO = 1;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final FleetBreaker breaker = new FleetBreaker();

	// The clock may begin anywhere: here the count overflows soon.
	private long now = Long.MAX_VALUE - SECOND / 2;

	@Test
	void storeThatFailsThriceInARowShouldBeLeftAlone() {
		fail(2);
		assertThat(this.breaker.isOpen()).isFalse();
		assertThat(this.breaker.allows(this.now)).isTrue();
		this.breaker.answered();
		fail(2);
		assertThat(this.breaker.isOpen()).isFalse();
		fail(1);
		assertThat(this.breaker.isOpen()).isTrue();
		assertThat(this.breaker.allows(this.now)).isFalse();
	}

	@Test
	void storeThatKeepsNothingThriceInARowShouldBeLeftAlone() {
		failToKeep(2);
		this.breaker.kept();
		failToKeep(2);
		// It answers, which says nothing of what it keeps, nor the other way round.
		this.breaker.answered();
		fail(2);
		this.breaker.kept();
		failToKeep(2);
		assertThat(this.breaker.isOpen()).isFalse();
		failToKeep(1);
		assertThat(this.breaker.isOpen()).isTrue();
	}

	@Test
	void storeThatFailsShouldBeAskedOnceInEachPause() {
		fail(3);
		assertThat(this.breaker.allows(this.now + SECOND - NANO)).isFalse();
		assertThat(this.breaker.allows(this.now + SECOND)).isTrue();
		// Also if nothing ever came of that one.
		assertThat(this.breaker.allows(this.now + SECOND)).isFalse();
		assertThat(this.breaker.allows(this.now + 2 * SECOND - NANO)).isFalse();
		assertThat(this.breaker.allows(this.now + 2 * SECOND)).isTrue();
	}

	@Test
	void pausesShouldGrowToTenSeconds() {
		fail(3);
		for (double pause : new double[] { 1, 1.5, 2.25, 3.375, 5.0625, 7.59375, 10, 10 }) {
			long nanos = (long) (pause * SECOND);
			assertThat(this.breaker.allows(this.now + nanos - NANO)).as("%s s", pause).isFalse();
			this.now += nanos;
			assertThat(this.breaker.allows(this.now)).as("%s s", pause).isTrue();
			fail(1);
		}
	}

	@Test
	void pausesShouldGrowWhenNothingIsKeptToo() {
		failToKeep(3);
		this.now += SECOND;
		assertThat(this.breaker.allows(this.now)).isTrue();
		this.breaker.answered();
		failToKeep(1);
		assertThat(this.breaker.isOpen()).isTrue();
		assertThat(this.breaker.allows(this.now + SECOND + SECOND / 2 - NANO)).isFalse();
		assertThat(this.breaker.allows(this.now + SECOND + SECOND / 2)).isTrue();
	}

	@Test
	void storeThatIsWellAgainShouldBeAskedAsBefore() {
		fail(5);
		this.breaker.answered();
		assertThat(this.breaker.isOpen()).isFalse();
		assertThat(this.breaker.allows(this.now)).isTrue();
		assertThat(this.breaker.allows(this.now)).isTrue();
		fail(2);
		assertThat(this.breaker.isOpen()).isFalse();
		fail(1);
		assertThat(this.breaker.isOpen()).isTrue();
		assertThat(this.breaker.allows(this.now + SECOND)).isTrue();
	}

	@Test
	void storeThatFailsInBothWaysShouldHaveToDoBothAgain() {
		failToKeep(3);
		fail(3);
		this.breaker.answered();
		assertThat(this.breaker.isOpen()).isTrue();
		this.breaker.kept();
		assertThat(this.breaker.isOpen()).isFalse();
		fail(3);
		failToKeep(3);
		this.breaker.kept();
		assertThat(this.breaker.isOpen()).isTrue();
		this.breaker.answered();
		assertThat(this.breaker.isOpen()).isFalse();
	}

	@Test
	void storeThatSaysThatItIsBackShouldBeAskedAtOnce() {
		fail(3);
		this.now += SECOND / 4;
		this.breaker.returned(this.now);
		assertThat(this.breaker.isOpen()).isTrue();
		assertThat(this.breaker.allows(this.now)).isTrue();
		// One, as after each pause.
		assertThat(this.breaker.allows(this.now)).isFalse();
		this.breaker.answered();
		assertThat(this.breaker.isOpen()).isFalse();
	}

	@Test
	void storeThatSaysThatItIsBackAgainAndAgainShouldBeBelievedOnceASecond() {
		fail(3);
		this.breaker.returned(this.now);
		assertThat(this.breaker.allows(this.now)).isTrue();
		fail(2);
		for (int time = 0; time < 5; time++) {
			this.now += SECOND / 5;
			assertThat(this.breaker.allows(this.now - NANO)).as("%d", time).isFalse();
			this.breaker.returned(this.now);
		}
		assertThat(this.breaker.allows(this.now)).isTrue();
	}

	@Test
	void storeThatSaysThatItIsBackWhileItIsWellShouldBeAskedAsBefore() {
		this.breaker.returned(this.now);
		fail(3);
		this.breaker.returned(this.now);
		assertThat(this.breaker.allows(this.now)).isTrue();
		// Said in time, it puts nothing off.
		this.now += SECOND - NANO;
		this.breaker.returned(this.now);
		assertThat(this.breaker.allows(this.now + NANO)).isTrue();
	}

	@Test
	void lastFailureShouldBeToldAlsoIfItHasNoMessage() {
		assertThat(this.breaker.lastFailure()).isNull();
		fail(1);
		assertThat(this.breaker.lastFailure()).isEqualTo("as told by the test");
		this.breaker.failedToKeep(new ClosedChannelException(), this.now);
		assertThat(this.breaker.lastFailure()).isEqualTo("ClosedChannelException");
		this.breaker.answered();
		this.breaker.kept();
		assertThat(this.breaker.lastFailure()).isEqualTo("ClosedChannelException");
	}

	@Test
	void logShouldTellOfChangesOnly(CapturedOutput output) {
		this.breaker.answered();
		fail(2);
		assertThat(lines(output, "The store of sessions")).isZero();
		fail(1);
		assertThat(output).contains("WARN")
			.contains("The store of sessions fails, so this instance makes its own until it is well again: as told by "
					+ "the test");
		fail(10);
		failToKeep(10);
		this.breaker.allows(this.now + SECOND);
		this.breaker.answered();
		assertThat(lines(output, "The store of sessions")).isOne();
		this.breaker.kept();
		this.breaker.kept();
		this.breaker.answered();
		assertThat(lines(output, "The store of sessions is well again, so sessions are shared again")).isOne();
		assertThat(lines(output, "The store of sessions")).isEqualTo(2);
	}

	private static long lines(CapturedOutput output, String text) {
		return output.getAll().lines().filter((line) -> line.contains(text)).count();
	}

	private void fail(int times) {
		for (int time = 0; time < times; time++) {
			this.breaker.failedToAnswer(FAILURE, this.now);
		}
	}

	private void failToKeep(int times) {
		for (int time = 0; time < times; time++) {
			this.breaker.failedToKeep(FAILURE, this.now);
		}
	}

}
