/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

/**
 * The same bytes each time, made as they are read.
 */
class PseudoRandomBytes extends InputStream {

	private final Random random = new Random(7);

	private long left;

	PseudoRandomBytes(long size) {
		this.left = size;
	}

	@Override
	public int read() {
		byte[] one = new byte[1];
		return (read(one, 0, 1) == 1) ? one[0] & 0xff : -1;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) {
		if (this.left == 0) {
			return -1;
		}
		int count = (int) Math.min(length, this.left);
		for (int i = 0; i < count; i++) {
			buffer[offset + i] = (byte) this.random.nextInt();
		}
		this.left -= count;
		return count;
	}

	static String digest(InputStream content) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			try (DigestInputStream input = new DigestInputStream(content, digest)) {
				input.transferTo(OutputStream.nullOutputStream());
			}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
