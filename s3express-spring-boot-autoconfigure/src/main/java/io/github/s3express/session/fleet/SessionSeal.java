/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Encrypts sessions for the store. A sealed session is a byte that tells the form, the id
 * of the key, a nonce, the session's expiry and the cipher text; all before the cipher
 * text, and the key and version under which the store keeps it, are authenticated with
 * it. So a value that was moved or changed does not open.
 */
final class SessionSeal {

	private static final byte FORM = 1;

	private static final int HEADER = 1 + FleetKey.ID_LENGTH + FleetKey.NONCE_LENGTH + Long.BYTES;

	private final SecureRandom random = new SecureRandom();

	private final List<FleetKey> keys;

	SessionSeal(List<FleetKey> keys) {
		this.keys = keys;
	}

	byte[] seal(SharedSession session, String storeKey, String version) {
		FleetKey key = this.keys.get(0);
		byte[] nonce = new byte[FleetKey.NONCE_LENGTH];
		this.random.nextBytes(nonce);
		byte[] header = ByteBuffer.allocate(HEADER)
			.put(FORM)
			.put(key.id())
			.put(nonce)
			.putLong(session.expires().toEpochMilli())
			.array();
		byte[] encrypted = key.encrypt(nonce, associated(header, storeKey, version), session.toBytes());
		return ByteBuffer.allocate(HEADER + encrypted.length).put(header).put(encrypted).array();
	}

	/**
	 * Opens a sealed session.
	 * @return the session, or {@code null} if no key opens it, or it is not what was
	 * sealed for this place
	 */
	@Nullable SharedSession open(byte[] value, String storeKey, String version) {
		if (value.length <= HEADER || value[0] != FORM) {
			return null;
		}
		ByteBuffer buffer = ByteBuffer.wrap(value, 1, value.length - 1);
		byte[] id = next(buffer, FleetKey.ID_LENGTH);
		byte[] nonce = next(buffer, FleetKey.NONCE_LENGTH);
		long expires = buffer.getLong();
		byte[] encrypted = next(buffer, buffer.remaining());
		byte[] header = next(ByteBuffer.wrap(value), HEADER);
		for (FleetKey key : this.keys) {
			byte[] plain = key.hasId(id) ? key.decrypt(nonce, associated(header, storeKey, version), encrypted) : null;
			SharedSession session = (plain != null) ? SharedSession.of(plain) : null;
			if (session != null && session.expires().toEpochMilli() == expires) {
				return session;
			}
		}
		return null;
	}

	private static byte[] next(ByteBuffer buffer, int length) {
		byte[] bytes = new byte[length];
		buffer.get(bytes);
		return bytes;
	}

	private static byte[] associated(byte[] header, String storeKey, String version) {
		byte[] key = storeKey.getBytes(StandardCharsets.UTF_8);
		byte[] which = version.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(header.length + Integer.BYTES + key.length + which.length)
			.put(header)
			.putInt(key.length)
			.put(key)
			.put(which)
			.array();
	}

}
