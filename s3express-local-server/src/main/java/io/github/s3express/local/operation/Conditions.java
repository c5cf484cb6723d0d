/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.Timestamps;
import io.github.s3express.local.storage.StoredObject;

/**
 * Conditional requests (RFC 9110 section 13; Amazon S3 User Guide, "Conditional
 * requests").
 *
 * @author The S3 Express Spring Boot authors
 */
final class Conditions {

	private Conditions() {
	}

	/**
	 * Checks the conditions of a read, or of the source of a copy.
	 * @param request the request
	 * @param prefix what the headers' names begin with, empty or
	 * {@code x-amz-copy-source-}
	 * @param object the object
	 * @throws S3Exception 304 or 412
	 */
	static void checkRead(S3Request request, String prefix, StoredObject object) {
		String ifMatch = request.header(prefix + "if-match");
		Instant ifUnmodifiedSince = date(request, prefix + "if-unmodified-since");
		if (ifMatch != null) {
			if (!matches(ifMatch, object.etag())) {
				throw S3Errors.preconditionFailed("If-Match");
			}
		}
		else if (ifUnmodifiedSince != null && object.lastModified().isAfter(ifUnmodifiedSince)) {
			throw S3Errors.preconditionFailed("If-Unmodified-Since");
		}
		String ifNoneMatch = request.header(prefix + "if-none-match");
		Instant ifModifiedSince = date(request, prefix + "if-modified-since");
		boolean fails = (ifNoneMatch != null) ? matches(ifNoneMatch, object.etag())
				: ifModifiedSince != null && !object.lastModified().isAfter(ifModifiedSince);
		if (fails) {
			if (!prefix.isEmpty()) {
				throw S3Errors.preconditionFailed((ifNoneMatch != null) ? "If-None-Match" : "If-Modified-Since");
			}
			throw new S3Exception(304, "NotModified", "Not Modified").withHeader("ETag", quoted(object.etag()))
				.withHeader("Last-Modified", Timestamps.http(object.lastModified()));
		}
	}

	/**
	 * Checks the conditions of a write.
	 * @param request the request
	 * @param current what is there, or {@code null}
	 * @throws S3Exception 404 or 412
	 */
	static void checkWrite(S3Request request, @Nullable StoredObject current) {
		String ifNoneMatch = request.header("if-none-match");
		if (ifNoneMatch != null) {
			if (!ifNoneMatch.equals("*")) {
				throw S3Errors.notImplemented("If-None-Match with another value than * on a write");
			}
			if (current != null) {
				throw S3Errors.preconditionFailed("If-None-Match");
			}
		}
		String ifMatch = request.header("if-match");
		if (ifMatch != null) {
			if (current == null) {
				throw S3Errors.noSuchKey(request.key());
			}
			if (!matches(ifMatch, current.etag())) {
				throw S3Errors.preconditionFailed("If-Match");
			}
		}
	}

	/**
	 * Checks the conditions of a deletion: those on time and size hold if there is no
	 * object (Amazon S3 API Reference, DeleteObject).
	 * @param etag the entity tag that the object must have, or {@code null}
	 * @param modified the moment at which it must have been written, or {@code null}
	 * @param size the bytes that it must have, or {@code null}
	 * @param current what is there, or {@code null}
	 * @throws S3Exception 412
	 */
	static void checkDelete(@Nullable String etag, @Nullable String modified, @Nullable String size,
			@Nullable StoredObject current) {
		Instant time = (modified != null) ? requiredDate("x-amz-if-match-last-modified-time", modified) : null;
		if (size != null && !size.matches("[0-9]{1,18}")) {
			throw S3Errors.invalidArgument("x-amz-if-match-size", size, "The size must be a number of bytes.");
		}
		if (etag != null && (current == null || !matches(etag, current.etag()))) {
			throw S3Errors.preconditionFailed("If-Match");
		}
		if (current != null && time != null && !time.equals(current.lastModified())) {
			throw S3Errors.preconditionFailed("x-amz-if-match-last-modified-time");
		}
		if (current != null && size != null && Long.parseLong(size) != current.content().length()) {
			throw S3Errors.preconditionFailed("x-amz-if-match-size");
		}
	}

	/**
	 * Checks the conditions on the moment at which the target of a rename was written.
	 * @param request the request
	 * @param current what is there, or {@code null}
	 * @throws S3Exception 412
	 */
	static void checkTimes(S3Request request, @Nullable StoredObject current) {
		Instant modifiedSince = date(request, "if-modified-since");
		if (modifiedSince != null && (current == null || !current.lastModified().isAfter(modifiedSince))) {
			throw S3Errors.preconditionFailed("If-Modified-Since");
		}
		Instant unmodifiedSince = date(request, "if-unmodified-since");
		if (unmodifiedSince != null && current != null && current.lastModified().isAfter(unmodifiedSince)) {
			throw S3Errors.preconditionFailed("If-Unmodified-Since");
		}
	}

	// The dates of S3's own conditions: a guard that cannot be read must not be dropped.
	static Instant requiredDate(String name, String value) {
		Instant date = Timestamps.parseHttp(value);
		if (date == null) {
			date = Timestamps.parseIso(value);
		}
		if (date == null) {
			throw S3Errors.invalidArgument(name, value, "The value of " + name + " must be a date.");
		}
		return date;
	}

	static String quoted(String etag) {
		return "\"" + etag + "\"";
	}

	static boolean matches(String header, String etag) {
		return header.strip().equals("*") || Arrays.stream(header.split(","))
			.map(String::strip)
			.anyMatch((value) -> value.equals(quoted(etag)) || value.equals(etag));
	}

	private static @Nullable Instant date(S3Request request, String name) {
		String value = request.header(name);
		// RFC 9110: a date that cannot be read is ignored.
		return (value != null) ? Timestamps.parseHttp(value) : null;
	}

}
