/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding as Signature Version 4 wants it (RFC 3986: everything but unreserved
 * characters is encoded, in upper case).
 *
 * @author The S3 Express Spring Boot authors
 */
public final class UriCodec {

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	private UriCodec() {
	}

	/**
	 * Encodes a text.
	 * @param text any text
	 * @param keepSlash whether slashes stay as they are
	 * @return the encoded UTF-8 bytes
	 */
	public static String encode(String text, boolean keepSlash) {
		StringBuilder encoded = new StringBuilder(text.length() + 16);
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (b & 0xff);
			if (isUnreserved(c) || (keepSlash && c == '/')) {
				encoded.append(c);
			}
			else {
				encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
			}
		}
		return encoded.toString();
	}

	/**
	 * Decodes a text.
	 * @param text percent-encoded UTF-8
	 * @param plusIsSpace whether a plus sign stands for a space, as in queries
	 * @return the decoded text
	 * @throws S3Exception 400 InvalidURI if an escape is malformed or the bytes are no
	 * UTF-8
	 */
	public static String decode(String text, boolean plusIsSpace) {
		if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
			return text;
		}
		ByteBuffer bytes = ByteBuffer.allocate(text.length());
		int i = 0;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (c == '%') {
				boolean complete = i + 2 < text.length();
				int high = complete ? Character.digit(text.charAt(i + 1), 16) : -1;
				int low = complete ? Character.digit(text.charAt(i + 2), 16) : -1;
				if (high < 0 || low < 0) {
					throw invalidUri();
				}
				bytes.put((byte) (high << 4 | low));
				i += 3;
			}
			else {
				bytes.put((byte) ((c == '+' && plusIsSpace) ? ' ' : c));
				i++;
			}
		}
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT)
				.decode(bytes.flip())
				.toString();
		}
		catch (CharacterCodingException ex) {
			throw invalidUri();
		}
	}

	private static boolean isUnreserved(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
				|| c == '.' || c == '~';
	}

	private static S3Exception invalidUri() {
		return new S3Exception(400, "InvalidURI", "Couldn't parse the specified URI.");
	}

}
