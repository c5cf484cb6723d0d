/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.recording;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request of the list. Its texts may hold variables, {@code {bucket}} and the like.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Call {

	private final String name;

	private final String operation;

	private final String method;

	private final String path;

	private final Map<String, String> query = new LinkedHashMap<>();

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final Map<String, String> captures = new LinkedHashMap<>();

	private byte[] body = new byte[0];

	private Place place = Place.ZONAL;

	private @Nullable String session;

	private @Nullable String opens;

	private Flaw flaw = Flaw.NONE;

	private Call(String name, String operation, String method, String path) {
		this.name = name;
		this.operation = operation;
		this.method = method;
		this.path = path;
	}

	/**
	 * A request at the zonal endpoint, signed with the session {@code rw}.
	 * @param name tells it from others
	 * @param operation its operation in the S3 API
	 * @param request method and path, for example {@code GET /key?uploads}
	 */
	static Call zonal(String name, String operation, String request) {
		return parse(name, operation, request).session("rw");
	}

	/**
	 * A request at the control endpoint, signed with IAM credentials.
	 */
	static Call control(String name, String operation, String request) {
		Call call = parse(name, operation, request);
		call.place = request.contains("/v20180820/") ? Place.ACCOUNT : Place.CONTROL;
		return call;
	}

	private static Call parse(String name, String operation, String request) {
		String method = request.substring(0, request.indexOf(' '));
		String target = request.substring(request.indexOf(' ') + 1);
		int question = target.indexOf('?');
		Call call = new Call(name, operation, method, (question < 0) ? target : target.substring(0, question));
		for (String pair : (question < 0) ? new String[0] : target.substring(question + 1).split("&")) {
			int equals = pair.indexOf('=');
			call.query.put((equals < 0) ? pair : pair.substring(0, equals),
					(equals < 0) ? "" : pair.substring(equals + 1));
		}
		return call;
	}

	Call header(String header, String value) {
		this.headers.put(header, value);
		return this;
	}

	Call body(String text) {
		this.body = text.getBytes(StandardCharsets.UTF_8);
		return this;
	}

	Call session(String which) {
		this.session = which;
		return this;
	}

	Call iam() {
		this.session = null;
		return this;
	}

	Call at(Place where) {
		this.place = where;
		return this;
	}

	// Keeps the session that is answered.
	Call opens(String which) {
		this.opens = which;
		return iam();
	}

	// Keeps an element, or a header, of the answer.
	Call captures(String variable, String source) {
		this.captures.put(variable, source);
		return this;
	}

	Call flawed(Flaw what) {
		this.flaw = what;
		return this;
	}

	String name() {
		return this.name;
	}

	String operation() {
		return this.operation;
	}

	String method() {
		return this.method;
	}

	String path() {
		return this.path;
	}

	Map<String, String> query() {
		return this.query;
	}

	Map<String, String> headers() {
		return this.headers;
	}

	Map<String, String> captures() {
		return this.captures;
	}

	byte[] body() {
		return this.body;
	}

	Place place() {
		return this.place;
	}

	@Nullable String session() {
		return this.session;
	}

	@Nullable String opens() {
		return this.opens;
	}

	Flaw flaw() {
		return this.flaw;
	}

	/**
	 * Where a request goes.
	 */
	enum Place {

		/** The bucket at its zonal endpoint. */
		ZONAL,

		/** The access point at its zonal endpoint. */
		ACCESS_POINT,

		/** The regional control endpoint. */
		CONTROL,

		/** The account at the regional control endpoint. */
		ACCOUNT

	}

	/**
	 * What is wrong with a request, or special about how it is signed.
	 */
	enum Flaw {

		/** Nothing. */
		NONE,

		/** No signature. */
		UNSIGNED,

		/** Signed with another secret. */
		WRONG_SECRET,

		/** Signed with an access key that nobody has. */
		UNKNOWN_KEY,

		/** The token is another one. */
		WRONG_TOKEN,

		/** Signed for another Region. */
		WRONG_REGION,

		/** Signed for another service. */
		WRONG_SERVICE,

		/** Signed twenty minutes ago. */
		SKEWED,

		/** With a header that is not signed. */
		HEADER_NOT_SIGNED,

		/** The digest is that of another body. */
		WRONG_DIGEST,

		/** In transfer chunks, without a length. */
		NO_LENGTH,

		/** Presigned. */
		PRESIGNED,

		/** Presigned, and expired. */
		PRESIGNED_EXPIRED,

		/** Presigned, and the path changed after that. */
		PRESIGNED_TAMPERED,

		/** In signed chunks. */
		CHUNKED,

		/** In signed chunks, one of which has another signature. */
		CHUNKED_TAMPERED,

		/** In signed chunks, one of which is too small. */
		CHUNKED_SMALL,

		/** In chunks that are not signed, with a checksum at the end. */
		TRAILER,

		/** In chunks that are not signed, with a wrong checksum at the end. */
		TRAILER_WRONG;

		boolean isPresigned() {
			return this == PRESIGNED || this == PRESIGNED_EXPIRED || this == PRESIGNED_TAMPERED;
		}

		boolean isChunked() {
			return this == CHUNKED || this == CHUNKED_TAMPERED || this == CHUNKED_SMALL || isTrailer();
		}

		boolean isTrailer() {
			return this == TRAILER || this == TRAILER_WRONG;
		}

	}

}
