/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Exception;

/**
 * A range of bytes (RFC 9110 section 14). S3 serves one range; what it cannot read it
 * ignores.
 *
 * @param offset the first byte
 * @param length the bytes it has
 * @author The S3 Express Spring Boot authors
 */
record ByteRange(long offset, long length) {

	private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

	static @Nullable ByteRange parse(@Nullable String header, long size) {
		Matcher matcher = (header != null) ? RANGE.matcher(header.strip()) : null;
		if (matcher == null || !matcher.matches()) {
			return null;
		}
		String first = matcher.group(1);
		String last = matcher.group(2);
		if (first.isEmpty()) {
			return last.isEmpty() ? null : suffix(Long.parseLong(last), size);
		}
		long from = Long.parseLong(first);
		long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
		if (to < from) {
			return null;
		}
		if (from >= size) {
			throw unsatisfiable(size);
		}
		return new ByteRange(from, Math.min(to, size - 1) - from + 1);
	}

	private static ByteRange suffix(long count, long size) {
		if (count == 0 || size == 0) {
			throw unsatisfiable(size);
		}
		long length = Math.min(count, size);
		return new ByteRange(size - length, length);
	}

	String contentRange(long size) {
		return "bytes " + this.offset + "-" + (this.offset + this.length - 1) + "/" + size;
	}

	static S3Exception unsatisfiable(long size) {
		return new S3Exception(416, "InvalidRange", "The requested range is not satisfiable")
			.with("ActualObjectSize", Long.toString(size))
			.withHeader("Content-Range", "bytes */" + size);
	}

}
