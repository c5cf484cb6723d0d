/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.http.HttpResponse;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.Content;

/**
 * What an operation answers.
 *
 * @author The S3 Express Spring Boot authors
 */
final class S3Response {

	private final int status;

	private final Map<String, String> headers = new LinkedHashMap<>();

	private byte[] body = new byte[0];

	private @Nullable Content held;

	private @Nullable Content content;

	private long headLength = -1;

	private S3Response(int status) {
		this.status = status;
	}

	static S3Response of(int status) {
		return new S3Response(status);
	}

	static S3Response xml(XmlWriter xml) {
		S3Response response = new S3Response(200);
		response.body = xml.toBytes();
		return response.header("Content-Type", "application/xml");
	}

	S3Response header(String name, @Nullable String value) {
		if (value != null) {
			this.headers.put(name, value);
		}
		return this;
	}

	S3Response body(byte[] bytes) {
		this.body = bytes;
		return this;
	}

	// Answers with a part of some content, which is held once for this answer and let go
	// afterwards.
	S3Response content(Content heldContent, Content part) {
		this.held = heldContent;
		this.content = part;
		return this;
	}

	// Answers a HEAD request.
	S3Response length(long length) {
		this.headLength = length;
		return this;
	}

	void send(HttpResponse response) throws IOException {
		try {
			this.headers.forEach(response::header);
			if (this.content != null) {
				try (InputStream in = this.content.open()) {
					response.send(this.status, this.content.length(), in);
				}
			}
			else if (this.headLength >= 0) {
				response.sendHead(this.status, this.headLength);
			}
			else {
				response.send(this.status, this.body);
			}
		}
		finally {
			if (this.held != null) {
				this.held.release();
			}
		}
	}

}
