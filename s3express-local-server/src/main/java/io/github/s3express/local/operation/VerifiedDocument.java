/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.checksum.ChecksumCalculator;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;

/**
 * An XML or JSON body whose checksum, if the client sent one, was right.
 *
 * @author The S3 Express Spring Boot authors
 */
final class VerifiedDocument {

	private VerifiedDocument() {
	}

	/**
	 * Reads a body that must have a digest (Amazon S3 API Reference, DeleteObjects: "The
	 * Content-MD5 request header or a additional checksum request header is required").
	 */
	static byte[] readGuarded(S3Request request, int maximum) throws IOException {
		String md5 = request.header("content-md5");
		if (md5 == null && RequestedChecksum.of(request.target().http().headers()).algorithm() == null) {
			throw S3Errors.invalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
		}
		byte[] body = read(request, maximum);
		if (md5 != null) {
			checkMd5(md5, body);
		}
		return body;
	}

	private static void checkMd5(String header, byte[] body) {
		try {
			byte[] sent = Base64.getDecoder().decode(header);
			if (sent.length == 16) {
				if (!MessageDigest.isEqual(sent, MessageDigest.getInstance("MD5").digest(body))) {
					throw new S3Exception(400, "BadDigest",
							"The Content-MD5 you specified did not match what we received.");
				}
				return;
			}
		}
		catch (IllegalArgumentException ex) {
			// As below.
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
		throw new S3Exception(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
	}

	static byte[] read(S3Request request, int maximum) throws IOException {
		RequestedChecksum requested = RequestedChecksum.of(request.target().http().headers());
		byte[] body = request.readBody(maximum);
		String expected = requested.expected(request.payload().trailers());
		ChecksumAlgorithm algorithm = requested.algorithm();
		if (expected != null && algorithm != null) {
			ChecksumCalculator calculator = algorithm.newCalculator();
			calculator.update(body, 0, body.length);
			if (!Base64.getEncoder().encodeToString(calculator.finish()).equals(expected)) {
				throw ReceivedBody.badDigest(algorithm);
			}
		}
		return body;
	}

}
