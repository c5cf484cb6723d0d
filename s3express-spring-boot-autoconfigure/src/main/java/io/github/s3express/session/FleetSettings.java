/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How the instances of an application share their sessions.
 *
 * @param principal whose sessions are shared, as the operator names it, for example the
 * Amazon Resource Name of the role. Instances share if they name the same
 * @param encryptionKeys the keys that seal what is shared: the first seals, all open;
 * secret
 * @param namespace keeps fleets apart that share a store
 * @param timeout how long a request that needs a session waits for the store at most
 */
public record FleetSettings(String principal, List<byte[]> encryptionKeys, String namespace, Duration timeout) {

	/**
	 * How many bytes a key has.
	 */
	public static final int KEY_LENGTH = 32;

	/**
	 * The usual namespace.
	 */
	public static final String DEFAULT_NAMESPACE = "s3express";

	/**
	 * How long to wait for the store unless something else is said.
	 */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(50);

	private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(1);

	// A session that is not there is looked for under each key.
	private static final int MOST_KEYS = 4;

	/**
	 * Creates the settings.
	 * @throws InvalidSessionSettingException if a value is out of its range
	 */
	public FleetSettings {
		Require.that(!principal.isBlank(), "principal", "empty",
				"the name of the principal that the fleet shares, such as the ARN of its role");
		Require.that(!encryptionKeys.isEmpty(), "encryption-keys", "empty",
				"at least one key of %d bytes".formatted(KEY_LENGTH));
		Require.that(encryptionKeys.size() <= MOST_KEYS, "encryption-keys",
				"a list of %d keys".formatted(encryptionKeys.size()), "one of at most " + MOST_KEYS);
		for (byte[] key : encryptionKeys) {
			Require.that(key.length == KEY_LENGTH, "encryption-keys", "a key of %d bytes".formatted(key.length),
					"one of %d bytes".formatted(KEY_LENGTH));
		}
		encryptionKeys = copies(encryptionKeys);
		Require.that(areDifferent(encryptionKeys), "encryption-keys", "a list with one key twice",
				"a list of different keys");
		Require.that(!namespace.isBlank(), "namespace", "empty", "a name that tells this fleet from others");
		Require.that(Require.isPositive(timeout), "timeout", timeout, "a positive duration");
		Require.that(timeout.compareTo(LONGEST_TIMEOUT) <= 0, "timeout", timeout,
				"no longer than " + DurationText.of(LONGEST_TIMEOUT));
	}

	/**
	 * Creates settings with the usual namespace and timeout.
	 * @param principal whose sessions are shared
	 * @param encryptionKeys the keys that seal what is shared; secret
	 */
	public FleetSettings(String principal, List<byte[]> encryptionKeys) {
		this(principal, encryptionKeys, DEFAULT_NAMESPACE, DEFAULT_TIMEOUT);
	}

	/**
	 * The keys that seal what is shared: the first seals, all open.
	 * @return copies of them; secret
	 */
	@Override
	public List<byte[]> encryptionKeys() {
		return copies(this.encryptionKeys);
	}

	private static List<byte[]> copies(List<byte[]> keys) {
		return keys.stream().map(byte[]::clone).toList();
	}

	private static boolean areDifferent(List<byte[]> keys) {
		for (int one = 0; one < keys.size(); one++) {
			for (int other = one + 1; other < keys.size(); other++) {
				if (Arrays.equals(keys.get(one), keys.get(other))) {
					return false;
				}
			}
		}
		return true;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FleetSettings that && this.principal.equals(that.principal)
				&& this.namespace.equals(that.namespace) && this.timeout.equals(that.timeout)
				&& Arrays.deepEquals(this.encryptionKeys.toArray(), that.encryptionKeys.toArray());
	}

	// Of the keys, not even a hash is told.
	@Override
	public int hashCode() {
		return Objects.hash(this.principal, this.namespace, this.timeout);
	}

	/**
	 * The settings without the keys.
	 */
	@Override
	public String toString() {
		return "FleetSettings[principal=%s, encryptionKeys=%d, namespace=%s, timeout=%s]".formatted(this.principal,
				this.encryptionKeys.size(), this.namespace, this.timeout);
	}

}
