/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;

import io.github.s3express.session.FleetSnapshot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FleetDescriptor}.
 */
class FleetDescriptorTests {

	private static final FleetSnapshot SNAPSHOT = new FleetSnapshot(false, 1, 2, 3, 4, 5, 6, "redis.internal is down");

	private final SessionTexts texts = new SessionTexts(new Sanitizer(List.of()));

	@Test
	void descriptorShouldTellWhatTheSnapshotDoes() {
		assertThat(FleetDescriptor.of(SNAPSHOT, this.texts, true))
			.isEqualTo(new FleetDescriptor(false, 1, 2, 3, 4, 5, 6, "redis.internal is down"));
		assertThat(FleetDescriptor.of(new FleetSnapshot(true, 0, 0, 0, 0, 0, 0, null), this.texts, false))
			.isEqualTo(new FleetDescriptor(true, 0, 0, 0, 0, 0, 0, null));
	}

	@Test
	void descriptorWhenValuesAreNotShownShouldHideTheLastFailure() {
		assertThat(FleetDescriptor.of(SNAPSHOT, this.texts, false).lastFailure())
			.isEqualTo(SanitizableData.SANITIZED_VALUE);
		SessionTexts hiding = new SessionTexts(new Sanitizer(List.of((data) -> data.withValue("hidden"))));
		assertThat(FleetDescriptor.of(SNAPSHOT, hiding, true).lastFailure()).isEqualTo("hidden");
	}

	@Test
	void descriptorWhenNothingIsSharedShouldNotBeThere() {
		assertThat(FleetDescriptor.of(null, this.texts, true)).isNull();
	}

}
