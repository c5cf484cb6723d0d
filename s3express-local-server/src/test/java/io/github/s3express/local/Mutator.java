/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Spoils bytes in the ways that break parsers.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Mutator {

	private static final List<String> TOKENS = List.of("\r\n", "\r\n\r\n", "\n", "\0", "%", "%00", "%zz", "%2e%2e%2f",
			"../", "//", "?", "&", "=", ";", ":", ",", "-1", "0", "9223372036854775808", "ffffffffffffffff", "-",
			"bytes=-", "\"", "<", "</", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>", "&b;", "<![CDATA[",
			"<a>".repeat(100), "{", "[".repeat(100), "\\u", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n",
			"Expect: 100-continue\r\n", "Host: other--use1-az4--x-s3.example\r\n", "x-amz-date: 20261122T030000Z\r\n",
			"x-amz-content-sha256: UNSIGNED-PAYLOAD\r\n", "\u00ff\u00fe", "99999999999T999999Z", "a".repeat(5000));

	private final Random random;

	Mutator(long seed) {
		this.random = new Random(seed);
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

	byte[] mutate(byte[] original) {
		byte[] result = original;
		for (int rounds = 1 + below(3); rounds > 0 && result.length > 0; rounds--) {
			result = once(result);
		}
		return result;
	}

	private byte[] once(byte[] data) {
		int at = below(data.length);
		return switch (below(7)) {
			case 0 -> {
				byte[] copy = data.clone();
				copy[at] ^= (byte) (1 << below(8));
				yield copy;
			}
			case 1 -> {
				byte[] copy = data.clone();
				copy[at] = (byte) below(256);
				yield copy;
			}
			case 2 -> splice(data, at, 0, TOKENS.get(below(TOKENS.size())).getBytes(StandardCharsets.ISO_8859_1));
			case 3 -> splice(data, at, Math.min(1 + below(16), data.length - at),
					TOKENS.get(below(TOKENS.size())).getBytes(StandardCharsets.ISO_8859_1));
			case 4 -> splice(data, at, Math.min(1 + below(64), data.length - at), new byte[0]);
			case 5 -> Arrays.copyOf(data, at);
			default -> splice(data, at, 0, Arrays.copyOfRange(data, at, Math.min(data.length, at + 1 + below(200))));
		};
	}

	private static byte[] splice(byte[] data, int at, int removed, byte[] inserted) {
		byte[] result = new byte[data.length - removed + inserted.length];
		System.arraycopy(data, 0, result, 0, at);
		System.arraycopy(inserted, 0, result, at, inserted.length);
		System.arraycopy(data, at + removed, result, at + inserted.length, data.length - at - removed);
		return result;
	}

}
