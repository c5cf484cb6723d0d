/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes credentials that look like those of AWS and cannot be guessed.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Secrets {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final char[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();

	private Secrets() {
	}

	/**
	 * A new access key.
	 * @param prefix four letters: {@code AKIA} for a user, {@code ASIA} for a session
	 * @return 20 characters
	 */
	public static String accessKeyId(String prefix) {
		StringBuilder key = new StringBuilder(prefix);
		for (byte b : bytes(16)) {
			key.append(ALPHABET[b & 31]);
		}
		return key.toString();
	}

	/**
	 * A new secret key.
	 * @return 40 characters
	 */
	public static String secretAccessKey() {
		return Base64.getEncoder().encodeToString(bytes(30));
	}

	/**
	 * A new session token.
	 * @return 344 characters
	 */
	public static String sessionToken() {
		return Base64.getEncoder().encodeToString(bytes(256));
	}

	private static byte[] bytes(int count) {
		byte[] bytes = new byte[count];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

}
