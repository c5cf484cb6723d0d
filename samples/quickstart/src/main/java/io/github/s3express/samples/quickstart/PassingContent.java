/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.io.IOException;
import java.io.InputStream;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * Content that passes through once and is not kept. When an attempt fails after some of
 * it is gone, the SDK's next attempt fails with a sentence that says so.
 */
final class PassingContent implements ContentStreamProvider {

	private final InputStream source;

	private boolean begun;

	PassingContent(InputStream source) {
		this.source = source;
	}

	@Override
	public InputStream newStream() {
		if (this.begun) {
			throw SdkClientException
				.create("The upload failed and its content has passed already; the caller has to send it again");
		}
		return new InputStream() {

			@Override
			public int read() throws IOException {
				PassingContent.this.begun = true;
				return PassingContent.this.source.read();
			}

			@Override
			public int read(byte[] buffer, int offset, int length) throws IOException {
				PassingContent.this.begun = true;
				return PassingContent.this.source.read(buffer, offset, length);
			}

		};
	}

}
