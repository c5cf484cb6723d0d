/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads request line and headers as RFC 9112 has them, and refuses what two servers might
 * read in two ways (section 6.3: two lengths, a length and a transfer coding).
 *
 * @author The S3 Express Spring Boot authors
 */
final class RequestReader {

	private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

	private static final Pattern TARGET = Pattern.compile("[\\x21-\\x7e]+");

	private final ConnectionInput in;

	private final HttpLimits limits;

	private final HttpRequest.Peer peer;

	RequestReader(ConnectionInput in, HttpLimits limits, HttpRequest.Peer peer) {
		this.in = in;
		this.limits = limits;
		this.peer = peer;
	}

	HttpRequest read(ContinueSender continueSender) throws IOException {
		int room = this.limits.headerBytes();
		String line = this.in.readLine(room);
		room -= line.length();
		String[] parts = line.split(" ", -1);
		if (parts.length != 3 || !TOKEN.matcher(parts[0]).matches() || !TARGET.matcher(parts[1]).matches()
				|| !(parts[2].equals("HTTP/1.1") || parts[2].equals("HTTP/1.0"))) {
			throw new HttpException(400, "BadRequest", "The request line is malformed.");
		}
		HttpHeaders headers = readHeaders(room);
		boolean chunked = isChunked(headers);
		long length = chunked ? -1 : contentLength(headers);
		if (parts[2].equals("HTTP/1.1") && headers.all("host").size() != 1) {
			throw new HttpException(400, "BadRequest", "A request needs exactly one Host header.");
		}
		InputStream body = chunked ? new ChunkedBody(this.in) : new FixedLengthBody(this.in, length);
		if ("100-continue".equalsIgnoreCase(headers.first("expect"))) {
			body = new ContinuingBody(body, continueSender);
		}
		String target = parts[0].equals("CONNECT") ? "/" : originForm(parts[1]);
		int question = target.indexOf('?');
		String path = (question < 0) ? target : target.substring(0, question);
		@Nullable String query = (question < 0) ? null : target.substring(question + 1);
		return new HttpRequest(parts[0], path, query, headers, length, this.peer, body);
	}

	private HttpHeaders readHeaders(int bytes) throws IOException {
		HttpHeaders headers = new HttpHeaders();
		int room = bytes;
		int count = 0;
		while (true) {
			String line = this.in.readLine(room);
			if (line.isEmpty()) {
				return headers;
			}
			room -= line.length();
			if (++count > this.limits.headerCount()) {
				throw new HttpException(400, "RequestHeaderSectionTooLarge",
						"The request has more than " + this.limits.headerCount() + " headers.");
			}
			int colon = line.indexOf(':');
			if (colon <= 0 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
				throw new HttpException(400, "BadRequest", "A header line is malformed.");
			}
			String value = line.substring(colon + 1).strip();
			if (value.indexOf('\0') >= 0 || value.indexOf('\r') >= 0) {
				throw new HttpException(400, "BadRequest", "A header value holds a control character.");
			}
			headers.add(line.substring(0, colon), value);
		}
	}

	private static boolean isChunked(HttpHeaders headers) throws HttpException {
		List<String> codings = headers.all("transfer-encoding");
		if (codings.isEmpty()) {
			return false;
		}
		if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
			throw new HttpException(501, "NotImplemented", "The only transfer coding supported is chunked.");
		}
		if (headers.first("content-length") != null) {
			throw new HttpException(400, "BadRequest", "A request may not have both a length and a transfer coding.");
		}
		return true;
	}

	private static long contentLength(HttpHeaders headers) throws HttpException {
		List<String> lengths = headers.all("content-length");
		if (lengths.isEmpty()) {
			return 0;
		}
		String length = lengths.get(0);
		if (lengths.size() != 1 || !LENGTH.matcher(length).matches()) {
			throw new HttpException(400, "BadRequest", "The Content-Length header is malformed.");
		}
		return Long.parseLong(length);
	}

	// Takes the absolute form (RFC 9112 section 3.2.2) as well, which clients send to a
	// proxy: it is how a client that insists on host names reaches the server.
	private static String originForm(String target) throws HttpException {
		if (target.startsWith("/")) {
			return target;
		}
		if (target.startsWith("http://")) {
			int slash = target.indexOf('/', "http://".length());
			int question = target.indexOf('?', "http://".length());
			if (slash >= 0 && (question < 0 || slash < question)) {
				return target.substring(slash);
			}
			return (question >= 0) ? "/" + target.substring(question) : "/";
		}
		throw new HttpException(400, "BadRequest", "The request target must be a path.");
	}

}
