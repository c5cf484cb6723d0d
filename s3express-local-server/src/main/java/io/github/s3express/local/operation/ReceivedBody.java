/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.checksum.ChecksumCalculator;
import io.github.s3express.local.checksum.ObjectChecksum;
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
 * @param sent the algorithm of the checksum that the client sent, or {@code null}
 * @author The S3 Express Spring Boot authors
 */
record ReceivedBody(Content content, ObjectChecksum checksum, @Nullable ChecksumAlgorithm sent) {

	/** The largest body of one request: 5 GiB (PutObject, UploadPart). */
	static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;

	private static final int BUFFER = 64 * 1024;

	// Stores the body of a request and computes the checksum to be kept with it: by the
	// given algorithm, else by the client's, else by the service's own choice.
	static ReceivedBody store(S3Request request, Bucket bucket, @Nullable ChecksumAlgorithm wanted) throws IOException {
		if (Payload.declaredLength(request.target().http()) > MAX_BYTES) {
			throw tooLarge();
		}
		RequestedChecksum requested = RequestedChecksum.of(request.target().http().headers());
		ChecksumAlgorithm sent = requested.algorithm();
		ChecksumAlgorithm kept = (wanted != null) ? wanted : ((sent != null) ? sent : ChecksumAlgorithm.CRC64NVME);
		ChecksumCalculator calculator = kept.newCalculator();
		ChecksumCalculator second = (sent != null && sent != kept) ? sent.newCalculator() : null;
		try (BlobWriter writer = bucket.newBlob()) {
			copy(request, writer, calculator, second);
			String value = Base64.getEncoder().encodeToString(calculator.finish());
			String sentValue = (second != null) ? Base64.getEncoder().encodeToString(second.finish()) : value;
			String expected = requested.expected(request.payload().trailers());
			if (sent != null && expected != null && !expected.equals(sentValue)) {
				throw badDigest(sent);
			}
			return new ReceivedBody(commit(writer), new ObjectChecksum(kept, value, false), sent);
		}
	}

	static S3Exception badDigest(ChecksumAlgorithm algorithm) {
		return new S3Exception(400, "BadDigest",
				"The " + algorithm.name() + " you specified did not match the calculated checksum.");
	}

	private static void copy(S3Request request, BlobWriter writer, ChecksumCalculator calculator,
			@Nullable ChecksumCalculator second) throws IOException {
		long length = Payload.declaredLength(request.target().http());
		// One byte more than the body, so that a small one ends with its first read.
		byte[] buffer = new byte[(length >= 0 && length < BUFFER) ? (int) length + 1 : BUFFER];
		long total = 0;
		while (true) {
			int count = request.payload().read(buffer, 0, buffer.length);
			if (count < 0) {
				return;
			}
			total += count;
			if (total > MAX_BYTES) {
				throw tooLarge();
			}
			calculator.update(buffer, 0, count);
			if (second != null) {
				second.update(buffer, 0, count);
			}
			store(writer, buffer, count);
		}
	}

	// A failing disk is the server's fault and answered with 500; other failures are
	// those of the connection.
	private static void store(BlobWriter writer, byte[] buffer, int count) {
		try {
			writer.write(buffer, 0, count);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Content commit(BlobWriter writer) {
		try {
			return writer.commit();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static S3Exception tooLarge() {
		return new S3Exception(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
			.with("MaxSizeAllowed", Long.toString(MAX_BYTES));
	}

}
