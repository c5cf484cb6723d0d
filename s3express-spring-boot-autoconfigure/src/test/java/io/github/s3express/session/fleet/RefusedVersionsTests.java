/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.s3express.session.FleetMark;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RefusedVersions}.
 */
class RefusedVersionsTests {

	private static final int OF_ONE_KEY = 8;

	private static final int MOST_KEYS = 10_000;

	private final RefusedVersions refused = new RefusedVersions();

	@Test
	void versionsShouldBeKnownByKey() {
		add("key", "v1");
		add("key", "v2");
		add("other", "v3");
		assertThat(this.refused.of("key")).containsExactlyInAnyOrder("v1", "v2");
		assertThat(this.refused.contains("key", "v1")).isTrue();
		assertThat(this.refused.contains("key", "v3")).isFalse();
		assertThat(this.refused.of("none")).isEmpty();
		Set<String> before = this.refused.of("other");
		add("other", "v4");
		assertThat(before).containsExactly("v3");
	}

	@Test
	void versionsOfAKeyShouldBeTheLastFew() {
		for (int version = 1; version <= OF_ONE_KEY; version++) {
			add("key", "v" + version);
		}
		// Refused by two requests at once.
		add("key", "v1");
		assertThat(this.refused.of("key")).hasSize(OF_ONE_KEY);
		add("key", "new");
		assertThat(this.refused.of("key")).hasSize(OF_ONE_KEY).contains("new", "v2").doesNotContain("v1");
	}

	@Test
	void keysShouldBeThoseThatWereRefusedLast() {
		for (int key = 0; key < MOST_KEYS; key++) {
			add("key" + key, "v");
		}
		add("key0", "w");
		assertThat(this.refused.contains("key1", "v")).isTrue();
		add("new", "v");
		assertThat(this.refused.of("key0")).containsExactlyInAnyOrder("v", "w");
		assertThat(this.refused.of("key1")).isEmpty();
		assertThat(this.refused.of("key2")).isNotEmpty();
		assertThat(this.refused.of("new")).isNotEmpty();
	}

	private void add(String storeKey, String version) {
		this.refused.add(new FleetMark(storeKey, version, true, false, 0.5));
	}

}
