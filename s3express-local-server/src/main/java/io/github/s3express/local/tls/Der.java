/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * The few forms of the Distinguished Encoding Rules (X.690) that a certificate needs. The
 * JDK reads certificates but has no public class that writes one.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Der {

	private static final int CONTEXT = 0x80;

	private static final int CONSTRUCTED = 0x20;

	private static final DateTimeFormatter GENERALIZED_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private Der() {
	}

	static byte[] sequence(byte[]... items) {
		return value(0x30, join(items));
	}

	static byte[] set(byte[]... items) {
		return value(0x31, join(items));
	}

	static byte[] integer(BigInteger number) {
		return value(0x02, number.toByteArray());
	}

	static byte[] truth() {
		return value(0x01, new byte[] { (byte) 0xff });
	}

	static byte[] text(String text) {
		return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
	}

	// RFC 5280 section 4.1.2.5: UTCTime until 2049, GeneralizedTime from then on.
	static byte[] time(Instant time) {
		String text = GENERALIZED_TIME.format(time);
		boolean early = text.startsWith("20") && text.charAt(2) < '5';
		return value(early ? 0x17 : 0x18, text.substring(early ? 2 : 0).getBytes(StandardCharsets.US_ASCII));
	}

	static byte[] octets(byte[] bytes) {
		return value(0x04, bytes);
	}

	static byte[] bits(byte[] bytes) {
		return bits(bytes, 0);
	}

	static byte[] bits(byte[] bytes, int unusedBits) {
		return value(0x03, join(new byte[] { (byte) unusedBits }, bytes));
	}

	// A value in the place of another type, whose contents it keeps.
	static byte[] implicit(int tag, byte[] contents) {
		return value(CONTEXT | tag, contents);
	}

	static byte[] explicit(int tag, byte[] item) {
		return value(CONTEXT | CONSTRUCTED | tag, item);
	}

	static byte[] objectIdentifier(String dotted) {
		int[] arcs = Arrays.stream(dotted.split("\\.")).mapToInt(Integer::parseInt).toArray();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		base128(arcs[0] * 40 + arcs[1], out);
		for (int i = 2; i < arcs.length; i++) {
			base128(arcs[i], out);
		}
		return value(0x06, out.toByteArray());
	}

	private static void base128(int number, ByteArrayOutputStream out) {
		for (int shift = 28; shift > 0; shift -= 7) {
			if (number >>> shift != 0) {
				out.write(number >>> shift & 0x7f | 0x80);
			}
		}
		out.write(number & 0x7f);
	}

	private static byte[] value(int tag, byte[] contents) {
		ByteArrayOutputStream out = new ByteArrayOutputStream(contents.length + 6);
		out.write(tag);
		int length = contents.length;
		if (length < 0x80) {
			out.write(length);
		}
		else {
			byte[] bytes = BigInteger.valueOf(length).toByteArray();
			int skip = (bytes[0] == 0) ? 1 : 0;
			out.write(0x80 | bytes.length - skip);
			out.write(bytes, skip, bytes.length - skip);
		}
		out.writeBytes(contents);
		return out.toByteArray();
	}

	private static byte[] join(byte[]... items) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] item : items) {
			out.writeBytes(item);
		}
		return out.toByteArray();
	}

}
