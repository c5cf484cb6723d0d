/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.util.Base64;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.checksum.ChecksumCalculator;

/**
 * An XML or JSON body whose checksum, if the client sent one, was right.
 *
 * @author The S3 Express Spring Boot authors
 */
final class VerifiedDocument {

	private VerifiedDocument() {
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
