/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.sigv4;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.s3express.local.http.HttpRequest;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;

/**
 * The body of a request, freed of its framing. Reading it to the end verifies it: only
 * then may it be used.
 *
 * @author The S3 Express Spring Boot authors
 */
public abstract class Payload extends InputStream {

	private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

	/**
	 * Opens the body of a request in whichever form it was sent (Amazon S3 API Reference,
	 * "Signature Calculations for the Authorization Header").
	 * @param request the request
	 * @param signature what its head was signed with
	 * @return the payload
	 * @throws S3Exception 400 if the form is unknown
	 */
	public static Payload open(HttpRequest request, VerifiedSignature signature) {
		String form = signature.payload();
		return switch (form) {
			case "UNSIGNED-PAYLOAD" -> new PlainPayload(request.body(), null);
			case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new ChunkedPayload(request, null, true);
			case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> new ChunkedPayload(request, signature, false);
			case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new ChunkedPayload(request, signature, true);
			default -> {
				if (!SHA256.matcher(form).matches()) {
					throw S3Errors.invalidArgument("x-amz-content-sha256", form,
							"x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, "
									+ "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER "
									+ "or a valid sha256 value.");
				}
				yield new PlainPayload(request.body(), form.toLowerCase(Locale.ROOT));
			}
		};
	}

	/**
	 * The length of the payload without its framing.
	 * @param request the request
	 * @return bytes, or -1 if the client did not say
	 * @throws S3Exception 400 if the header is malformed
	 */
	public static long declaredLength(HttpRequest request) {
		String decoded = request.headers().first("x-amz-decoded-content-length");
		if (decoded == null) {
			return request.contentLength();
		}
		if (!decoded.matches("[0-9]{1,18}")) {
			throw S3Errors.invalidArgument("x-amz-decoded-content-length", decoded,
					"x-amz-decoded-content-length must be a number of bytes.");
		}
		return Long.parseLong(decoded);
	}

	/**
	 * The trailers that followed the body.
	 * @return values by lower-case name, complete once the payload was read to its end
	 */
	public abstract Map<String, String> trailers();

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) > 0) ? one[0] & 0xff : -1;
	}

	@Override
	public abstract int read(byte[] target, int offset, int length) throws IOException;

}
