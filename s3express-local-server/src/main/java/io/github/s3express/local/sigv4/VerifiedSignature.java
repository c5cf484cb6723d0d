/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A request's head whose signature was right: where the chain of chunk signatures begins.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class VerifiedSignature {

	private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

	private final byte[] signingKey;

	private final String amzDate;

	private final String scope;

	private final String payload;

	private String previous;

	VerifiedSignature(byte[] signingKey, String amzDate, String scope, String seed, String payload) {
		this.signingKey = signingKey;
		this.amzDate = amzDate;
		this.scope = scope;
		this.previous = seed;
		this.payload = payload;
	}

	/**
	 * What the head says of the body.
	 * @return the value of {@code x-amz-content-sha256}
	 */
	String payload() {
		return this.payload;
	}

	boolean isNextChunk(String signature, MessageDigest chunk) {
		return isNext(signature, "AWS4-HMAC-SHA256-PAYLOAD\n" + this.amzDate + "\n" + this.scope + "\n" + this.previous
				+ "\n" + EMPTY_SHA256 + "\n" + HexFormat.of().formatHex(chunk.digest()));
	}

	boolean isTrailer(String signature, String canonicalTrailers) {
		return isNext(signature, "AWS4-HMAC-SHA256-TRAILER\n" + this.amzDate + "\n" + this.scope + "\n" + this.previous
				+ "\n" + Hmac.sha256Hex(canonicalTrailers.getBytes(StandardCharsets.ISO_8859_1)));
	}

	private boolean isNext(String signature, String stringToSign) {
		String expected = Hmac.signHex(this.signingKey, stringToSign);
		this.previous = expected;
		return Hmac.sameText(expected, signature);
	}

}
