/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.SessionEncryption;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SessionSeal} and {@link FleetKey}.
 */
class SessionSealTests {

	private static final FleetKey ONE = key(1);

	private static final FleetKey OTHER = key(2);

	private final SessionSeal seal = new SessionSeal(List.of(ONE));

	private final SharedSession session = new SharedSession(
			S3ExpressSessionCredentials.create("AKSESSION", "SKSESSION", "TOKENSESSION"),
			Instant.parse("2026-03-01T12:00:00Z"), Instant.parse("2026-03-01T12:05:00Z"),
			new SessionEncryption("aws:kms", "key", null, true), Duration.ofSeconds(299), true, 0.25);

	@Test
	void sealedSessionShouldOpenAsItWas() {
		SharedSession opened = this.seal.open(sealed(), "place", "v1");
		assertThat(opened).usingRecursiveComparison().isEqualTo(this.session);
		assertThat(opened).asString().doesNotContain("SESSION");
	}

	@Test
	void sealedSessionShouldTellNothingAndNeverBeTheSameTwice() {
		byte[] sealed = sealed();
		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("SESSION", "kms");
		assertThat(sealed).isNotEqualTo(sealed());
	}

	@Test
	void sealedSessionWhenMovedOrOfAnotherVersionShouldNotOpen() {
		assertThat(this.seal.open(sealed(), "elsewhere", "v1")).isNull();
		assertThat(this.seal.open(sealed(), "place", "v2")).isNull();
		// What is put together must be told apart.
		assertThat(this.seal.open(sealed(), "placev", "1")).isNull();
	}

	@Test
	void sealedSessionWhenAnyByteIsChangedOrMissingShouldNotOpen() {
		byte[] sealed = sealed();
		for (int index = 0; index < sealed.length; index++) {
			byte[] changed = sealed.clone();
			changed[index] ^= 1;
			assertThat(this.seal.open(changed, "place", "v1")).as("byte %d", index).isNull();
			assertThat(this.seal.open(Arrays.copyOf(sealed, index), "place", "v1")).as("%d bytes", index).isNull();
		}
	}

	@Test
	void sealedSessionShouldOpenWithAnyOfTheKeysAndNoOther() {
		assertThat(new SessionSeal(List.of(OTHER, ONE)).open(sealed(), "place", "v1")).isNotNull();
		assertThat(new SessionSeal(List.of(OTHER)).open(sealed(), "place", "v1")).isNull();
		byte[] byOther = new SessionSeal(List.of(OTHER, ONE)).seal(this.session, "place", "v1");
		assertThat(this.seal.open(byOther, "place", "v1")).isNull();
	}

	@Test
	void storeKeyShouldDependOnEachPartAndOnTheKey() {
		Set<String> keys = new HashSet<>();
		keys.add(ONE.storeKey("ab", "c", null));
		keys.add(ONE.storeKey("a", "bc", null));
		keys.add(ONE.storeKey("ab", "c", ""));
		keys.add(ONE.storeKey("ab", "c"));
		keys.add(OTHER.storeKey("ab", "c", null));
		assertThat(keys).hasSize(5).allMatch((key) -> key.matches("[A-Za-z0-9_-]{43}"));
		assertThat(key(1).storeKey("ab", "c", null)).isIn(keys);
	}

	private byte[] sealed() {
		return this.seal.seal(this.session, "place", "v1");
	}

	private static FleetKey key(int value) {
		byte[] bytes = new byte[32];
		bytes[0] = (byte) value;
		return new FleetKey(bytes);
	}

}
