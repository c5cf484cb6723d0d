/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.util.Base64;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.checksum.ChecksumCalculator;
import io.github.s3express.local.checksum.ObjectChecksum;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.sigv4.Payload;
import io.github.s3express.local.storage.BlobWriter;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.Content;

/**
 * A body that was stored and whose signature, length and checksum were right.
 *
 * @param content the bytes, held once by whoever has this record
 * @param checksum their checksum
 * @param sent whether the client sent it, or the server chose it
 * @author The S3 Express Spring Boot authors
 */
record ReceivedBody(Content content, ObjectChecksum checksum, boolean sent) {

	/** The largest body of one request: 5 GiB (PutObject, UploadPart). */
	static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;

	private static final int BUFFER = 64 * 1024;

	/**
	 * Stores the body of a request.
	 * @param request the request
	 * @param bucket where it goes
	 * @param fallback the algorithm if the client sends no checksum
	 */
	static ReceivedBody store(S3Request request, Bucket bucket, ChecksumAlgorithm fallback) throws IOException {
		if (request.header("content-md5") != null) {
			throw S3Errors.notImplemented("Content-MD5");
		}
		long length = Payload.declaredLength(request.target().http());
		if (length > MAX_BYTES) {
			throw tooLarge();
		}
		RequestedChecksum requested = RequestedChecksum.of(request.target().http().headers());
		ChecksumAlgorithm algorithm = (requested.algorithm() != null) ? requested.algorithm() : fallback;
		try (BlobWriter writer = bucket.newBlob()) {
			String actual = copy(request.payload(), writer, algorithm, length);
			String expected = requested.expected(request.payload().trailers());
			if (expected != null && !expected.equals(actual)) {
				throw badDigest(algorithm);
			}
			return new ReceivedBody(writer.commit(), new ObjectChecksum(algorithm, actual, false),
					requested.algorithm() != null);
		}
	}

	static S3Exception badDigest(ChecksumAlgorithm algorithm) {
		return new S3Exception(400, "BadDigest",
				"The " + algorithm.name() + " you specified did not match the calculated checksum.");
	}

	private static String copy(Payload payload, BlobWriter writer, ChecksumAlgorithm algorithm, long length)
			throws IOException {
		ChecksumCalculator calculator = algorithm.newCalculator();
		// One byte more than the body, so that a small one ends with its first read.
		byte[] buffer = new byte[(length >= 0 && length < BUFFER) ? (int) length + 1 : BUFFER];
		long total = 0;
		while (true) {
			int count = payload.read(buffer, 0, buffer.length);
			if (count < 0) {
				return Base64.getEncoder().encodeToString(calculator.finish());
			}
			total += count;
			if (total > MAX_BYTES) {
				throw tooLarge();
			}
			calculator.update(buffer, 0, count);
			writer.write(buffer, 0, count);
		}
	}

	private static S3Exception tooLarge() {
		return new S3Exception(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
			.with("MaxSizeAllowed", Long.toString(MAX_BYTES));
	}

}
