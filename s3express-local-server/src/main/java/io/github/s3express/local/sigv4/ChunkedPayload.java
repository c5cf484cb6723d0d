/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.sigv4;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.http.HttpRequest;
import io.github.s3express.local.protocol.S3Exception;

/**
 * A body in {@code aws-chunked} framing, with or without chunk signatures and trailers
 * (Amazon S3 API Reference, "Signature Calculations for the Authorization Header:
 * Transferring Payload in Multiple Chunks" and "... with trailing headers").
 *
 * @author The S3 Express Spring Boot authors
 */
final class ChunkedPayload extends Payload {

	private static final int LINE = 1024;

	private static final int TRAILERS = 16;

	private static final int MIN_CHUNK = 8192;

	private static final String SIGNATURE = "chunk-signature=";

	private final InputStream body;

	private final @Nullable VerifiedSignature signature;

	private final boolean trailing;

	private final long decodedLength;

	private final MessageDigest digest = Hmac.sha256();

	private final Map<String, String> trailers = new LinkedHashMap<>();

	private long total;

	private long chunkSize = -1;

	private long remaining;

	private String chunkSignature = "";

	private boolean ended;

	ChunkedPayload(HttpRequest request, @Nullable VerifiedSignature signature, boolean trailing) {
		this.body = new BufferedInputStream(request.body(), 8 * 1024);
		this.signature = signature;
		this.trailing = trailing;
		this.decodedLength = Payload.declaredLength(request);
		if (request.headers().first("x-amz-decoded-content-length") == null) {
			throw new S3Exception(411, "MissingContentLength",
					"You must provide the x-amz-decoded-content-length HTTP header.");
		}
	}

	@Override
	public Map<String, String> trailers() {
		return Collections.unmodifiableMap(this.trailers);
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.ended) {
			return -1;
		}
		if (this.remaining == 0) {
			beginChunk();
			if (this.ended) {
				return -1;
			}
		}
		int count = this.body.read(target, offset, (int) Math.min(length, this.remaining));
		if (count < 0) {
			throw incomplete();
		}
		if (this.signature != null) {
			this.digest.update(target, offset, count);
		}
		this.remaining -= count;
		this.total += count;
		if (this.remaining == 0) {
			endChunk();
		}
		return count;
	}

	private void beginChunk() throws IOException {
		String line = line();
		int semicolon = line.indexOf(';');
		String size = (semicolon < 0) ? line : line.substring(0, semicolon);
		if (!size.matches("[0-9a-fA-F]{1,15}")) {
			throw incomplete();
		}
		if (this.signature != null) {
			String extension = (semicolon < 0) ? "" : line.substring(semicolon + 1);
			if (!extension.startsWith(SIGNATURE)) {
				throw mismatch();
			}
			this.chunkSignature = extension.substring(SIGNATURE.length());
		}
		long next = Long.parseLong(size, 16);
		if (next > 0 && this.chunkSize >= 0 && this.chunkSize < MIN_CHUNK) {
			throw new S3Exception(403, "InvalidChunkSizeError",
					"Only the last chunk is allowed to have a size less than 8192 bytes");
		}
		if (this.total + next > this.decodedLength) {
			throw incomplete();
		}
		this.chunkSize = next;
		this.remaining = next;
		if (next == 0) {
			end();
		}
	}

	private void endChunk() throws IOException {
		checkChunk();
		if (!line().isEmpty()) {
			throw incomplete();
		}
	}

	private void end() throws IOException {
		checkChunk();
		if (this.total != this.decodedLength) {
			throw incomplete();
		}
		if (this.trailing) {
			readTrailers();
		}
		// An empty line ends the framing; some clients leave it out.
		if (this.body.readNBytes(3).length > 2) {
			throw incomplete();
		}
		this.ended = true;
	}

	private void checkChunk() {
		if (this.signature != null && !this.signature.isNextChunk(this.chunkSignature, this.digest)) {
			throw mismatch();
		}
	}

	private void readTrailers() throws IOException {
		StringBuilder canonical = new StringBuilder();
		String trailerSignature = null;
		for (String line = lineOrEnd(); !line.isEmpty(); line = lineOrEnd()) {
			int colon = line.indexOf(':');
			if (colon <= 0 || this.trailers.size() >= TRAILERS) {
				throw malformedTrailer();
			}
			String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
			String value = line.substring(colon + 1).strip();
			if (name.equals("x-amz-trailer-signature")) {
				trailerSignature = value;
			}
			else {
				this.trailers.put(name, value);
				canonical.append(name).append(':').append(value).append('\n');
			}
		}
		if (this.signature != null
				&& (trailerSignature == null || !this.signature.isTrailer(trailerSignature, canonical.toString()))) {
			throw mismatch();
		}
	}

	private String lineOrEnd() throws IOException {
		this.body.mark(1);
		if (this.body.read() < 0) {
			return "";
		}
		this.body.reset();
		return line();
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder(128);
		while (true) {
			int c = this.body.read();
			if (c < 0 || line.length() > LINE) {
				throw incomplete();
			}
			if (c == '\n') {
				int last = line.length() - 1;
				if (last >= 0 && line.charAt(last) == '\r') {
					line.setLength(last);
				}
				return line.toString();
			}
			line.append((char) c);
		}
	}

	private static S3Exception incomplete() {
		return new S3Exception(400, "IncompleteBody",
				"The request body terminated unexpectedly or its chunks are malformed");
	}

	private static S3Exception malformedTrailer() {
		return new S3Exception(400, "MalformedTrailerError",
				"The request contained trailing data that was not well-formed or did not conform to our published "
						+ "schema.");
	}

	private static S3Exception mismatch() {
		return new S3Exception(403, "SignatureDoesNotMatch",
				"The request signature we calculated does not match the signature you provided. "
						+ "A chunk or trailer signature is wrong.");
	}

}
