/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names that are used in Redis.
 */
final class StoreKeys {

	private static final int CHANNEL_DIGITS = 16;

	private StoreKeys() {
	}

	/**
	 * The session, the lease and the counter of leases of one digest. What stands in
	 * braces, and nothing else, decides where in a cluster a key lies.
	 */
	static byte[][] of(String digest) {
		String prefix = "s3express:{" + digest + "}:";
		return new byte[][] { bytes(prefix + "session"), bytes(prefix + "lease"), bytes(prefix + "leases") };
	}

	/**
	 * Where a namespace's announcements are made, so that fleets that share a Redis do
	 * not hear each other.
	 */
	static byte[] channel(String namespace) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(namespace));
			return bytes("s3express:" + HexFormat.of().formatHex(digest).substring(0, CHANNEL_DIGITS));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
