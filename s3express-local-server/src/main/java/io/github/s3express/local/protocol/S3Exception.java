/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal, as S3 gives it (Amazon S3 API Reference, "Error responses"). Its message
 * goes to the client and holds no secret.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class S3Exception extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final String code;

	private final transient Map<String, String> details = new LinkedHashMap<>();

	private final transient Map<String, String> headers = new LinkedHashMap<>();

	/**
	 * Create a refusal.
	 * @param status the HTTP status
	 * @param code the error code
	 * @param message one sentence
	 */
	public S3Exception(int status, String code, String message) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
	}

	/**
	 * Adds an element to the error document.
	 * @param name the name of the element
	 * @param value its text
	 * @return this exception
	 */
	public S3Exception with(String name, String value) {
		this.details.put(name, value);
		return this;
	}

	/**
	 * Adds a header to the answer.
	 * @param name the name of the header
	 * @param value its value
	 * @return this exception
	 */
	public S3Exception withHeader(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	/**
	 * The HTTP status.
	 * @return a status of the 3xx, 4xx or 5xx range
	 */
	public int status() {
		return this.status;
	}

	/**
	 * The error code.
	 * @return for example {@code NoSuchKey}
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Further elements of the error document.
	 * @return texts by element name
	 */
	public Map<String, String> details() {
		return this.details;
	}

	/**
	 * Further headers of the answer.
	 * @return values by header name
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

}
