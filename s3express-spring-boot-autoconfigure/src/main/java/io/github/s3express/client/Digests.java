/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import javax.crypto.Mac;

/**
 * Makes message digests. A copy of one is cheaper than to look up another.
 */
final class Digests {

	private static final String SHA_256 = "SHA-256";

	private static final String HMAC_SHA_256 = "HmacSHA256";

	private final MessageDigest prototype = digest(SHA_256);

	private final Mac macPrototype = mac();

	byte[] sha256(byte[] bytes) {
		try {
			return ((MessageDigest) this.prototype.clone()).digest(bytes);
		}
		catch (CloneNotSupportedException ex) {
			return digest(SHA_256).digest(bytes);
		}
	}

	byte[] sha1(byte[] bytes) {
		return digest("SHA-1").digest(bytes);
	}

	/**
	 * An HMAC with SHA-256 that has no key yet. A copy is cheaper than to look up
	 * another.
	 */
	Mac hmacSha256() {
		try {
			return (Mac) this.macPrototype.clone();
		}
		catch (CloneNotSupportedException ex) {
			return mac();
		}
	}

	private static Mac mac() {
		try {
			return Mac.getInstance(HMAC_SHA_256);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This JVM cannot sign requests", ex);
		}
	}

	private static MessageDigest digest(String algorithm) {
		try {
			return MessageDigest.getInstance(algorithm);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This JVM cannot sign requests", ex);
		}
	}

}
