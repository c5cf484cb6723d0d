/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request with {@code Expect: 100-continue}: asked for when it is first
 * read, so that a refused upload never sends it.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ContinuingBody extends FilterInputStream {

	private final ContinueSender sender;

	private boolean asked;

	ContinuingBody(InputStream body, ContinueSender sender) {
		super(body);
		this.sender = sender;
	}

	boolean isAsked() {
		return this.asked;
	}

	@Override
	public int read() throws IOException {
		ask();
		return super.read();
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		ask();
		return super.read(target, offset, length);
	}

	private void ask() throws IOException {
		if (!this.asked) {
			this.asked = true;
			this.sender.sendContinue();
		}
	}

}
