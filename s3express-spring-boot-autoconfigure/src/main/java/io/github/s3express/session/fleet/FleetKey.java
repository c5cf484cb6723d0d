/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * One key of the fleet. What is done with it is done with keys derived from it, a
 * different one for each purpose.
 */
final class FleetKey {

	static final int ID_LENGTH = 8;

	static final int NONCE_LENGTH = 12;

	private static final int TAG_BITS = 128;

	private static final String MAC = "HmacSHA256";

	private final SecretKeySpec names;

	private final SecretKeySpec values;

	private final byte[] id;

	FleetKey(byte[] key) {
		SecretKeySpec root = new SecretKeySpec(key, MAC);
		this.names = new SecretKeySpec(derive(root, "names"), MAC);
		this.values = new SecretKeySpec(derive(root, "values"), "AES");
		this.id = Arrays.copyOf(derive(root, "id"), ID_LENGTH);
	}

	/**
	 * Tells the key from others, and gives nothing away.
	 */
	byte[] id() {
		return this.id.clone();
	}

	boolean hasId(byte[] id) {
		return Arrays.equals(this.id, id);
	}

	/**
	 * The name under which a session is kept.
	 * @param parts what it is for, in full
	 */
	String storeKey(@Nullable String... parts) {
		Mac mac = mac(this.names);
		for (String part : parts) {
			byte[] bytes = (part != null) ? part.getBytes(StandardCharsets.UTF_8) : new byte[0];
			// The length first, so that no two lists of parts are one string of bytes.
			mac.update(ByteBuffer.allocate(Integer.BYTES).putInt((part != null) ? bytes.length : -1).array());
			mac.update(bytes);
		}
		return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
	}

	byte[] encrypt(byte[] nonce, byte[] associated, byte[] plain) {
		try {
			return cipher(Cipher.ENCRYPT_MODE, nonce, associated).doFinal(plain);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JDK cannot encrypt with AES/GCM", ex);
		}
	}

	/**
	 * The plain text, or {@code null} if it was not encrypted with this key and the same
	 * associated data.
	 */
	byte @Nullable [] decrypt(byte[] nonce, byte[] associated, byte[] encrypted) {
		if (encrypted.length * Byte.SIZE < TAG_BITS) {
			return null;
		}
		try {
			return cipher(Cipher.DECRYPT_MODE, nonce, associated).doFinal(encrypted);
		}
		catch (GeneralSecurityException ex) {
			return null;
		}
	}

	private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.values, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(associated);
		return cipher;
	}

	private static byte[] derive(SecretKeySpec root, String purpose) {
		return mac(root).doFinal(("io.github.s3express.fleet 1 " + purpose).getBytes(StandardCharsets.UTF_8));
	}

	private static Mac mac(SecretKeySpec key) {
		try {
			Mac mac = Mac.getInstance(MAC);
			mac.init(key);
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JDK lacks " + MAC, ex);
		}
	}

}
