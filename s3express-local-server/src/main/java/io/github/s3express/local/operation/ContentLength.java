/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import io.github.s3express.local.http.HttpRequest;
import io.github.s3express.local.protocol.S3Exception;

/**
 * Holds that a body has a length (Amazon S3 API Reference, PutObject: "Content-Length ...
 * Required"; error code MissingContentLength). A body in transfer chunks has one if it is
 * {@code aws-chunked} as well and says how long it is without its framing.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ContentLength {

	private ContentLength() {
	}

	static void require(HttpRequest http) {
		boolean known = (http.contentLength() < 0) ? http.headers().first("x-amz-decoded-content-length") != null
				: http.headers().first("content-length") != null;
		if (!known) {
			throw new S3Exception(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
		}
	}

}
