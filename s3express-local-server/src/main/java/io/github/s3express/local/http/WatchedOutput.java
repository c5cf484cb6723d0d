/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The outgoing side of a connection, which tells when it waits for the client.
 *
 * @author The S3 Express Spring Boot authors
 */
final class WatchedOutput extends OutputStream {

	private final OutputStream out;

	private final ConnectionActivity activity;

	WatchedOutput(OutputStream out, ConnectionActivity activity) {
		this.out = out;
		this.activity = activity;
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] data, int offset, int length) throws IOException {
		this.activity.waits();
		this.out.write(data, offset, length);
		this.activity.progressed();
	}

	@Override
	public void flush() throws IOException {
		this.out.flush();
	}

	@Override
	public void close() throws IOException {
		this.out.close();
	}

}
