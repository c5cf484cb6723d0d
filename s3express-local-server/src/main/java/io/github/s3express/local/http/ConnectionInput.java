/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The buffered incoming side of a connection.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ConnectionInput {

	private final InputStream in;

	private final ConnectionActivity activity;

	private final byte[] buffer = new byte[16 * 1024];

	private int position;

	private int limit;

	ConnectionInput(InputStream in, ConnectionActivity activity) {
		this.in = in;
		this.activity = activity;
	}

	/**
	 * Waits for a byte.
	 * @return {@code false} at the end of the stream
	 */
	boolean await() throws IOException {
		return this.position < this.limit || fill();
	}

	int read() throws IOException {
		return await() ? this.buffer[this.position++] & 0xff : -1;
	}

	int read(byte[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (this.position == this.limit) {
			if (length >= this.buffer.length) {
				this.activity.waits();
				int count = this.in.read(target, offset, length);
				this.activity.progressed();
				return count;
			}
			if (!fill()) {
				return -1;
			}
		}
		int count = Math.min(length, this.limit - this.position);
		System.arraycopy(this.buffer, this.position, target, offset, count);
		this.position += count;
		return count;
	}

	/**
	 * Reads to the next line feed.
	 * @param maximum the bytes that the line may have
	 * @return the line without its end, one char per byte
	 */
	String readLine(int maximum) throws IOException {
		StringBuilder line = null;
		int length = 0;
		while (true) {
			if (!await()) {
				throw new HttpException(400, "BadRequest", "The connection ended inside a line.");
			}
			int start = this.position;
			int end = start;
			while (end < this.limit && this.buffer[end] != '\n') {
				end++;
			}
			length += end - start;
			if (length > maximum) {
				throw new HttpException(400, "RequestHeaderSectionTooLarge",
						"Your request header section exceeds the maximum allowed size.");
			}
			String piece = new String(this.buffer, start, end - start, StandardCharsets.ISO_8859_1);
			if (end < this.limit) {
				this.position = end + 1;
				String whole = (line != null) ? line.append(piece).toString() : piece;
				return whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole;
			}
			this.position = end;
			line = (line != null) ? line : new StringBuilder();
			line.append(piece);
		}
	}

	private boolean fill() throws IOException {
		this.activity.waits();
		int count = this.in.read(this.buffer, 0, this.buffer.length);
		this.activity.progressed();
		if (count <= 0) {
			return false;
		}
		this.position = 0;
		this.limit = count;
		return true;
	}

}
