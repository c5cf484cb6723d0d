/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.IOException;

/**
 * A request that breaks HTTP/1.1 (RFC 9112) or a limit of the engine. The connection is
 * answered and closed.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class HttpException extends IOException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final String code;

	HttpException(int status, String code, String message) {
		super(message);
		this.status = status;
		this.code = code;
	}

	/**
	 * The status to answer with.
	 * @return an HTTP status of the 4xx or 5xx range
	 */
	public int status() {
		return this.status;
	}

	/**
	 * The error code to answer with.
	 * @return a code from the list of S3's error responses
	 */
	public String code() {
		return this.code;
	}

}
