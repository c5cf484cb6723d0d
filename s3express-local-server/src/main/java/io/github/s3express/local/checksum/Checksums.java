/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.checksum;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;

/**
 * Computes checksums of whole objects.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Checksums {

	private Checksums() {
	}

	/**
	 * Reads a stream to its end.
	 * @param algorithm the algorithm
	 * @param in the stream
	 * @return the checksum of its bytes
	 * @throws IOException if it cannot be read
	 */
	public static ObjectChecksum of(ChecksumAlgorithm algorithm, InputStream in) throws IOException {
		ChecksumCalculator calculator = algorithm.newCalculator();
		byte[] buffer = new byte[64 * 1024];
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			calculator.update(buffer, 0, count);
		}
		return new ObjectChecksum(algorithm, Base64.getEncoder().encodeToString(calculator.finish()), false);
	}

	/**
	 * The checksum of parts' checksums (Amazon S3 User Guide, "Checking object
	 * integrity", composite checksums).
	 * @param algorithm the algorithm
	 * @param parts the parts' values in Base64
	 * @return a value that ends in the number of parts
	 */
	public static ObjectChecksum composite(ChecksumAlgorithm algorithm, List<String> parts) {
		ChecksumCalculator calculator = algorithm.newCalculator();
		for (String part : parts) {
			byte[] value = Base64.getDecoder().decode(part);
			calculator.update(value, 0, value.length);
		}
		String value = Base64.getEncoder().encodeToString(calculator.finish()) + "-" + parts.size();
		return new ObjectChecksum(algorithm, value, true);
	}

	/**
	 * The CRC of two pieces, one after the other.
	 * @param algorithm a CRC
	 * @param first the value of the first piece in Base64
	 * @param second the value of the second piece in Base64
	 * @param secondLength the bytes of the second piece
	 * @return the checksum of both
	 */
	public static ObjectChecksum concat(ChecksumAlgorithm algorithm, String first, String second, long secondLength) {
		byte[] value = algorithm.combine(Base64.getDecoder().decode(first), Base64.getDecoder().decode(second),
				secondLength);
		return new ObjectChecksum(algorithm, Base64.getEncoder().encodeToString(value), false);
	}

}
