/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.sigv4;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.http.HttpHeaders;
import io.github.s3express.local.http.HttpRequest;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.Timestamps;

/**
 * The claim that a request makes: who signed it, when, and what the signature covers,
 * from the Authorization header or the query of a presigned URL (Amazon S3 API Reference,
 * "Authenticating Requests").
 *
 * @param scope who signed for what
 * @param signedHeaders the names of the headers that the signature covers, in lower case
 * @param signature the signature in hexadecimal
 * @param amzDate the date of the signature as sent
 * @param signedAt the same as a moment
 * @param presigned whether the claim is in the query
 * @param expiresSeconds how long a presigned URL is valid, in seconds
 * @author The S3 Express Spring Boot authors
 */
public record Authorization(CredentialScope scope, List<String> signedHeaders, String signature, String amzDate,
		Instant signedAt, boolean presigned, long expiresSeconds) {

	private static final String ALGORITHM = "AWS4-HMAC-SHA256";

	private static final long MAX_EXPIRES = 604_800;

	/**
	 * Reads the claim of a request.
	 * @param request the request
	 * @param query its query
	 * @return the claim, or {@code null} if the request is anonymous
	 * @throws S3Exception 400 if the claim is malformed
	 */
	public static @Nullable Authorization of(HttpRequest request, QueryString query) {
		List<String> headers = request.headers().all("authorization");
		boolean presigned = query.contains("X-Amz-Algorithm") || query.contains("X-Amz-Signature");
		if (headers.isEmpty()) {
			return presigned ? fromQuery(query) : null;
		}
		if (presigned || headers.size() > 1) {
			throw new S3Exception(400, "InvalidArgument", "Only one auth mechanism allowed");
		}
		return fromHeader(headers.get(0), request.headers());
	}

	private static Authorization fromHeader(String header, HttpHeaders headers) {
		if (!header.startsWith(ALGORITHM + " ")) {
			throw new S3Exception(400, "InvalidArgument", "Unsupported Authorization Type");
		}
		Map<String, String> fields = new HashMap<>();
		for (String field : header.substring(ALGORITHM.length()).split(",", 8)) {
			int equals = field.indexOf('=');
			if (equals > 0) {
				fields.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
			}
		}
		String date = headers.first("x-amz-date");
		Instant signedAt = (date != null) ? Timestamps.parseAmz(date) : null;
		if (date == null || signedAt == null) {
			throw new S3Exception(403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header");
		}
		return new Authorization(CredentialScope.parse(required(fields, "Credential")),
				names(required(fields, "SignedHeaders")), required(fields, "Signature"), date, signedAt, false, 0);
	}

	private static Authorization fromQuery(QueryString query) {
		if (!ALGORITHM.equals(query.first("X-Amz-Algorithm"))) {
			throw queryError("X-Amz-Algorithm only supports \"" + ALGORITHM + "\"");
		}
		String date = query.first("X-Amz-Date");
		Instant signedAt = (date != null) ? Timestamps.parseAmz(date) : null;
		String expires = query.first("X-Amz-Expires");
		String credential = query.first("X-Amz-Credential");
		String signedHeaders = query.first("X-Amz-SignedHeaders");
		String signature = query.first("X-Amz-Signature");
		if (date == null || signedAt == null) {
			throw queryError("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
		}
		if (expires == null || credential == null || signedHeaders == null || signature == null) {
			throw queryError("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, "
					+ "X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
		}
		if (!expires.matches("[0-9]{1,6}") || Long.parseLong(expires) > MAX_EXPIRES || Long.parseLong(expires) < 1) {
			throw queryError("X-Amz-Expires must be between 1 and " + MAX_EXPIRES + " seconds");
		}
		return new Authorization(CredentialScope.parse(credential), names(signedHeaders), signature, date, signedAt,
				true, Long.parseLong(expires));
	}

	private static List<String> names(String signedHeaders) {
		return List.of(signedHeaders.split(";"));
	}

	private static String required(Map<String, String> fields, String name) {
		String value = fields.get(name);
		if (value == null || value.isEmpty()) {
			throw new S3Exception(400, "AuthorizationHeaderMalformed",
					"The authorization header is malformed; the authorization header requires " + name + ".");
		}
		return value;
	}

	private static S3Exception queryError(String message) {
		return new S3Exception(400, "AuthorizationQueryParametersError", message);
	}

}
