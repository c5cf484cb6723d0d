/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.http.HttpRequest;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.UriCodec;
import io.github.s3express.local.sigv4.QueryString;

/**
 * What a request is aimed at.
 *
 * @param endpoint the endpoint it came to
 * @param http the request as it came
 * @param query its query
 * @param bucket the bucket, or {@code null}
 * @param accessPoint the access point through which the bucket is reached, or
 * {@code null}
 * @param key the object's key, or {@code null}
 * @param control the path, if it is one of the S3 Control API
 * @author The S3 Express Spring Boot authors
 */
record Target(EndpointKind endpoint, HttpRequest http, QueryString query, @Nullable String bucket,
		@Nullable String accessPoint, @Nullable String key, @Nullable ControlPath control) {

	private static final int MAX_KEY_BYTES = 1024;

	private static final Set<String> SIGNATURE = Set.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date",
			"X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature");

	private static final Set<String> SIGNATURE_LOWER_CASE = Set.of("x-amz-algorithm", "x-amz-credential", "x-amz-date",
			"x-amz-expires", "x-amz-signedheaders", "x-amz-signature");

	private static final Pattern BUCKET_HOST = Pattern.compile("([a-z0-9][a-z0-9.-]*--xa?-s3)\\..+");

	static Target of(EndpointKind endpoint, HttpRequest http) {
		QueryString query = QueryString.parse(http.rawQuery());
		ControlPath control = ControlPath.of(http.rawPath());
		if (control != null) {
			return new Target(endpoint, http, query, null, null, null, control);
		}
		String path = http.rawPath().substring(1);
		String bucket = bucketOfHost(http);
		if (bucket == null) {
			int slash = path.indexOf('/');
			String first = (slash < 0) ? path : path.substring(0, slash);
			bucket = first.isEmpty() ? null : UriCodec.decode(first, false);
			path = (slash < 0) ? "" : path.substring(slash + 1);
			if (path.startsWith("/")) {
				// JavaScript at an IP address sends /bucket//key.
				path = path.substring(1);
			}
		}
		String key = path.isEmpty() ? null : UriCodec.decode(path, false);
		if (key != null && key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
			throw new S3Exception(400, "KeyTooLongError", "Your key is too long");
		}
		if (bucket == null && key != null) {
			throw new S3Exception(400, "InvalidBucketName", "The request names no bucket.");
		}
		return new Target(endpoint, http, query, bucket, null, key, null);
	}

	// The same target, known to be reached through an access point of a bucket.
	Target through(String pointName, String bucketName) {
		return new Target(this.endpoint, this.http, this.query, bucketName, pointName, this.key, this.control);
	}

	// The bucket or access point that the request names.
	@Nullable String named() {
		return (this.accessPoint != null) ? this.accessPoint : this.bucket;
	}

	boolean has(String parameter) {
		return this.query.contains(parameter);
	}

	@Nullable String parameter(String name) {
		return this.query.first(name);
	}

	// Presigners move x-amz-* headers into the query, where they mean the same.
	@Nullable String header(String name) {
		String value = this.http.headers().first(name);
		return (value == null && isPresigned() && name.startsWith("x-amz-")) ? this.query.firstIgnoringCase(name)
				: value;
	}

	// The names of headers in lower case, with those that a presigner moved into the
	// query.
	Collection<String> headerNames() {
		if (!isPresigned()) {
			return this.http.headers().names();
		}
		Set<String> names = new LinkedHashSet<>(this.http.headers().names());
		this.query.names()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.filter(Target::isHeader)
			.forEach(names::add);
		return names;
	}

	// The names of parameters that an operation has to know.
	List<String> parameterNames() {
		List<String> names = this.query.names();
		if (names.isEmpty()) {
			return names;
		}
		boolean presigned = isPresigned();
		return names.stream()
			.filter((name) -> !name.equals("x-id")
					&& !(presigned && (SIGNATURE.contains(name) || isHeader(name.toLowerCase(Locale.ROOT)))))
			.toList();
	}

	private boolean isPresigned() {
		return this.query.contains("X-Amz-Signature");
	}

	private static boolean isHeader(String lowerCaseName) {
		return lowerCaseName.startsWith("x-amz-") && !SIGNATURE_LOWER_CASE.contains(lowerCaseName);
	}

	private static @Nullable String bucketOfHost(HttpRequest http) {
		String host = http.headers().first("host");
		if (host == null) {
			return null;
		}
		Matcher matcher = BUCKET_HOST.matcher(host.toLowerCase(Locale.ROOT));
		return matcher.matches() ? matcher.group(1) : null;
	}

}
