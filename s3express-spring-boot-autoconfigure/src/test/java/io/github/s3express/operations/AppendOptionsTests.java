/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How blocks and waits grow, by the figures that {@code docs/append.md} gives.
 */
class AppendOptionsTests {

	@Test
	void blocksShouldGrowSoThatDefaultsReachFiftyTwoGigabytes() {
		AppendOptions options = AppendOptions.defaults();
		long reach = 0;
		for (int parts = 0; parts < options.maxParts(); parts++) {
			reach += options.blockSize(parts);
		}
		assertThat(options.blockSize(0)).isEqualTo(64 * 1024);
		assertThat(options.blockSize(9_999)).isEqualTo(8 * 1024 * 1024);
		assertThat(reach / 1_000_000_000).isEqualTo(52);
	}

	@Test
	void waitsShouldGrowSoThatTricklingBytesReachDays() {
		assertThat(reach(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(10_000));
		assertThat(reach(Duration.ofMinutes(1)).toDays()).isEqualTo(4);
	}

	@Test
	void bytesWrittenAtOnceShouldStayTogetherUpToTheLargestBlock() {
		AppendOptions options = AppendOptions.defaults().with((change) -> change.blockSize(10, 100));
		assertThat(options.room(0, 0, 5)).isEqualTo(10);
		assertThat(options.room(0, 5, 5)).isEqualTo(5);
		assertThat(options.room(0, 10, 5)).isZero();
		assertThat(options.room(0, 5, 50)).isEqualTo(50);
		assertThat(options.room(0, 5, 500)).isEqualTo(95);
		assertThat(options.room(0, 5, Integer.MAX_VALUE)).isEqualTo(95);
	}

	private static Duration reach(Duration max) {
		AppendOptions options = AppendOptions.defaults()
			.with((change) -> change.flushInterval(Duration.ofSeconds(1), max));
		Duration reach = Duration.ZERO;
		for (int parts = 0; parts < options.maxParts(); parts++) {
			reach = reach.plusNanos(options.flushNanos(parts));
		}
		return reach;
	}

	@Test
	void metadataWhenNamedAsTheEpochShouldBeRefused() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> AppendOptions.defaults().with((change) -> change.metadata(Map.of(AppendEpoch.METADATA, "mine"))))
			.withMessageContaining("kept for the epoch");
	}

}
