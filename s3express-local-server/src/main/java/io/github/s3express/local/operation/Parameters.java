/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;

/**
 * Reads the parameters that several operations have.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Parameters {

	private Parameters() {
	}

	static int number(S3Request request, String name, int fallback, int maximum) {
		String value = request.parameter(name);
		if (value == null || value.isEmpty()) {
			return fallback;
		}
		if (value.matches("-[0-9]{1,9}")) {
			throw S3Errors.invalidArgument(name, value,
					"Argument " + name + " must be an integer between 0 and " + Integer.MAX_VALUE);
		}
		if (!value.matches("[0-9]{1,9}")) {
			throw S3Errors.invalidArgument(name, value, "Provided " + name + " not an integer or within integer range");
		}
		return Math.min(Integer.parseInt(value), maximum);
	}

	// Directory buckets know one delimiter.
	static @Nullable String delimiter(S3Request request) {
		String delimiter = request.parameter("delimiter");
		if (delimiter == null || delimiter.isEmpty()) {
			return null;
		}
		if (!delimiter.equals("/")) {
			throw S3Errors.invalidArgument("delimiter", delimiter,
					"Directory buckets support / as the only delimiter.");
		}
		return delimiter;
	}

	static String prefix(S3Request request) {
		String prefix = request.parameter("prefix");
		if (prefix == null || prefix.isEmpty()) {
			return "";
		}
		if (!prefix.endsWith("/")) {
			throw S3Errors.invalidArgument("prefix", prefix, "Directory buckets support only prefixes that end in /.");
		}
		return prefix;
	}

	static boolean urlEncoding(S3Request request) {
		String encoding = request.parameter("encoding-type");
		if (encoding == null || encoding.isEmpty()) {
			return false;
		}
		if (!encoding.equals("url")) {
			throw S3Errors.invalidArgument("encoding-type", encoding, "Invalid Encoding Method specified in Request");
		}
		return true;
	}

}
