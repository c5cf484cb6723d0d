/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
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
 * @param key the object's key, or {@code null}
 * @author The S3 Express Spring Boot authors
 */
record Target(EndpointKind endpoint, HttpRequest http, QueryString query, @Nullable String bucket,
		@Nullable String key) {

	private static final int MAX_KEY_BYTES = 1024;

	private static final Pattern BUCKET_HOST = Pattern.compile("([a-z0-9][a-z0-9.-]*--x-s3)\\..+");

	static Target of(EndpointKind endpoint, HttpRequest http) {
		QueryString query = QueryString.parse(http.rawQuery());
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
		return new Target(endpoint, http, query, bucket, key);
	}

	boolean has(String parameter) {
		return this.query.contains(parameter);
	}

	@Nullable String parameter(String name) {
		return this.query.first(name);
	}

	@Nullable String header(String name) {
		return this.http.headers().first(name);
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
