/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.InvalidSessionSettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link FleetSettings}.
 */
class FleetSettingsTests {

	private static final Duration TIMEOUT = Duration.ofMillis(50);

	@Test
	void settingsShouldHoldWhatTheyWereGiven() {
		FleetSettings settings = new FleetSettings("orders", List.of(key(1), key(2)), "shop", TIMEOUT);
		assertThat(settings.principal()).isEqualTo("orders");
		assertThat(settings.namespace()).isEqualTo("shop");
		assertThat(settings.timeout()).isEqualTo(TIMEOUT);
		assertThat(settings.encryptionKeys()).containsExactly(key(1), key(2));
		FleetSettings usual = new FleetSettings("orders", List.of(key(1)));
		assertThat(usual.namespace()).isEqualTo("s3express");
		assertThat(usual.timeout()).isEqualTo(Duration.ofMillis(50));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void nameWhenItIsBlankShouldBeRefused(String blank) {
		assertRefused(() -> new FleetSettings(blank, List.of(key(1)), "shop", TIMEOUT),
				"principal is empty; make it the name of the principal that the fleet shares, such as the ARN of its "
						+ "role");
		assertRefused(() -> new FleetSettings("orders", List.of(key(1)), blank, TIMEOUT),
				"namespace is empty; make it a name that tells this fleet from others");
	}

	@Test
	void keysWhenThereAreNoneOrTooManyShouldBeRefused() {
		assertRefused(() -> withKeys(List.of()), "encryption-keys is empty; make it at least one key of 32 bytes");
		List<byte[]> keys = new ArrayList<>(List.of(key(1), key(2), key(3), key(4)));
		assertThat(withKeys(keys).encryptionKeys()).hasSize(4);
		keys.add(key(5));
		assertRefused(() -> withKeys(keys), "encryption-keys is a list of 5 keys; make it one of at most 4");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 16, 31, 33, 64 })
	void keyWhenItsLengthIsWrongShouldBeRefused(int length) {
		assertRefused(() -> withKeys(List.of(key(1), new byte[length])),
				"encryption-keys is a key of %d bytes; make it one of 32 bytes".formatted(length));
	}

	@Test
	void keysWhenOneComesTwiceShouldBeRefused() {
		for (int twice = 0; twice < 3; twice++) {
			List<byte[]> keys = new ArrayList<>(List.of(key(1), key(2), key(3)));
			keys.add(key(twice + 1));
			assertRefused(() -> withKeys(keys),
					"encryption-keys is a list with one key twice; make it a list of different keys");
			Collections.reverse(keys);
			assertRefused(() -> withKeys(keys),
					"encryption-keys is a list with one key twice; make it a list of different keys");
		}
	}

	@Test
	void timeoutWhenItIsOutOfRangeShouldBeRefused() {
		assertRefused(() -> withTimeout(Duration.ZERO), "timeout is 0s; make it a positive duration");
		assertRefused(() -> withTimeout(Duration.ofMillis(-1)), "timeout is -1ms; make it a positive duration");
		assertRefused(() -> withTimeout(Duration.ofMillis(1001)), "timeout is 1001ms; make it no longer than 1s");
		assertThat(withTimeout(Duration.ofNanos(1)).timeout()).isEqualTo(Duration.ofNanos(1));
		assertThat(withTimeout(Duration.ofSeconds(1)).timeout()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void keysShouldBeCopiedInAndOut() {
		byte[] key = key(1);
		List<byte[]> keys = new ArrayList<>(List.of(key));
		FleetSettings settings = withKeys(keys);
		key[0] = 99;
		keys.clear();
		assertThat(settings.encryptionKeys()).containsExactly(key(1));
		settings.encryptionKeys().get(0)[0] = 99;
		assertThat(settings.encryptionKeys()).containsExactly(key(1));
	}

	@Test
	void settingsThatSayTheSameShouldBeEqual() {
		FleetSettings settings = new FleetSettings("orders", List.of(key(1), key(2)), "shop", TIMEOUT);
		assertThat(settings).isEqualTo(new FleetSettings("orders", List.of(key(1), key(2)), "shop", TIMEOUT))
			.hasSameHashCodeAs(new FleetSettings("orders", List.of(key(1), key(2)), "shop", TIMEOUT))
			.isNotEqualTo(new FleetSettings("payments", List.of(key(1), key(2)), "shop", TIMEOUT))
			.isNotEqualTo(new FleetSettings("orders", List.of(key(2), key(1)), "shop", TIMEOUT))
			.isNotEqualTo(new FleetSettings("orders", List.of(key(1)), "shop", TIMEOUT))
			.isNotEqualTo(new FleetSettings("orders", List.of(key(1), key(2)), "test", TIMEOUT))
			.isNotEqualTo(new FleetSettings("orders", List.of(key(1), key(2)), "shop", TIMEOUT.plusMillis(1)))
			.isNotEqualTo(null)
			.isNotEqualTo("orders");
		assertThat(settings.hashCode())
			.isNotEqualTo(new FleetSettings("payments", List.of(key(1), key(2)), "shop", TIMEOUT).hashCode());
		// It may be shown.
		assertThat(settings).hasSameHashCodeAs(new FleetSettings("orders", List.of(key(3)), "shop", TIMEOUT));
	}

	@Test
	void textShouldTellNoKey() {
		assertThat(new FleetSettings("orders", List.of(key(1), key(2)), "shop", TIMEOUT))
			.hasToString("FleetSettings[principal=orders, encryptionKeys=2, namespace=shop, timeout=PT0.05S]");
	}

	private static FleetSettings withKeys(List<byte[]> keys) {
		return new FleetSettings("orders", keys);
	}

	private static FleetSettings withTimeout(Duration timeout) {
		return new FleetSettings("orders", List.of(key(1)), "shop", timeout);
	}

	private static byte[] key(int last) {
		byte[] key = new byte[FleetSettings.KEY_LENGTH];
		key[FleetSettings.KEY_LENGTH - 1] = (byte) last;
		return key;
	}

	private static void assertRefused(Runnable action, String message) {
		assertThatExceptionOfType(InvalidSessionSettingException.class).isThrownBy(action::run).withMessage(message);
	}

}
