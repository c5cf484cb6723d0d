/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

import org.jspecify.annotations.Nullable;

/**
 * The checksum that is sent with a body.
 *
 * @param algorithm the name that the service has for the algorithm
 * @param value the checksum as it is sent
 */
record BodyChecksum(String algorithm, String value) {

	/**
	 * Calculates the checksum of a body.
	 * @param algorithm the name that the service has for the algorithm
	 * @param body the body
	 * @param digests make digests
	 * @return the checksum, or {@code null} if the JDK does not have the algorithm
	 */
	static @Nullable BodyChecksum of(String algorithm, byte[] body, Digests digests) {
		byte[] checksum = switch (algorithm) {
			case "CRC32" -> bytes(new CRC32(), body);
			case "CRC32C" -> bytes(new CRC32C(), body);
			case "SHA1" -> digests.sha1(body);
			case "SHA256" -> digests.sha256(body);
			default -> null;
		};
		return (checksum != null) ? new BodyChecksum(algorithm, Base64.getEncoder().encodeToString(checksum)) : null;
	}

	static boolean isKnown(String algorithm) {
		return switch (algorithm) {
			case "CRC32", "CRC32C", "SHA1", "SHA256" -> true;
			default -> false;
		};
	}

	static String header(String algorithm) {
		return "x-amz-checksum-" + algorithm.toLowerCase(Locale.ROOT);
	}

	private static byte[] bytes(Checksum checksum, byte[] body) {
		checksum.update(body, 0, body.length);
		return ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();
	}

}
