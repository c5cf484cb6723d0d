/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body of known length.
 *
 * @author The S3 Express Spring Boot authors
 */
final class FixedLengthBody extends InputStream {

	private final ConnectionInput in;

	private long remaining;

	FixedLengthBody(ConnectionInput in, long length) {
		this.in = in;
		this.remaining = length;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) > 0) ? one[0] & 0xff : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.remaining == 0) {
			return -1;
		}
		int count = this.in.read(target, offset, (int) Math.min(length, this.remaining));
		if (count < 0) {
			throw new EOFException("The client closed the connection inside the body.");
		}
		this.remaining -= count;
		return count;
	}

}
