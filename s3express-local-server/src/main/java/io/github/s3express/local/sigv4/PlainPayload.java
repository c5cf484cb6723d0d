/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.sigv4;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Exception;

/**
 * A body without framing, whose digest is in the signed head or which is not signed.
 *
 * @author The S3 Express Spring Boot authors
 */
final class PlainPayload extends Payload {

	private final InputStream body;

	private final @Nullable String sha256;

	private final @Nullable MessageDigest digest;

	private boolean ended;

	PlainPayload(InputStream body, @Nullable String sha256) {
		this.body = body;
		this.sha256 = sha256;
		this.digest = (sha256 != null) ? Hmac.sha256() : null;
	}

	@Override
	public Map<String, String> trailers() {
		return Map.of();
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.ended) {
			return -1;
		}
		int count = this.body.read(target, offset, length);
		if (count < 0) {
			this.ended = true;
			check();
		}
		else if (this.digest != null) {
			this.digest.update(target, offset, count);
		}
		return count;
	}

	private void check() {
		if (this.digest == null || this.sha256 == null) {
			return;
		}
		String actual = HexFormat.of().formatHex(this.digest.digest());
		if (!actual.equals(this.sha256)) {
			throw new S3Exception(400, "XAmzContentSHA256Mismatch",
					"The provided 'x-amz-content-sha256' header does not match what was computed.")
				.with("ClientComputedContentSHA256", this.sha256)
				.with("S3ComputedContentSHA256", actual);
		}
	}

}
