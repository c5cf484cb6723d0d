/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body in the chunked transfer coding (RFC 9112 section 7.1). Trailers are skipped.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ChunkedBody extends InputStream {

	private static final int LINE = 4096;

	private final ConnectionInput in;

	private long remaining;

	private boolean first = true;

	private boolean ended;

	ChunkedBody(ConnectionInput in) {
		this.in = in;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) > 0) ? one[0] & 0xff : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.remaining == 0 && !this.ended) {
			nextChunk();
		}
		if (this.ended) {
			return -1;
		}
		int count = this.in.read(target, offset, (int) Math.min(length, this.remaining));
		if (count < 0) {
			throw new EOFException("The client closed the connection inside the body.");
		}
		this.remaining -= count;
		return count;
	}

	private void nextChunk() throws IOException {
		if (!this.first && !this.in.readLine(LINE).isEmpty()) {
			throw new HttpException(400, "BadRequest", "A chunk is longer than its size.");
		}
		this.first = false;
		String line = this.in.readLine(LINE);
		int extension = line.indexOf(';');
		String size = ((extension < 0) ? line : line.substring(0, extension)).strip();
		if (!size.matches("[0-9a-fA-F]{1,15}")) {
			throw new HttpException(400, "BadRequest", "A chunk size is malformed.");
		}
		this.remaining = Long.parseLong(size, 16);
		if (this.remaining == 0) {
			this.ended = true;
			int room = LINE;
			for (String trailer = this.in.readLine(room); !trailer.isEmpty(); trailer = this.in.readLine(room)) {
				room -= trailer.length();
			}
		}
	}

}
