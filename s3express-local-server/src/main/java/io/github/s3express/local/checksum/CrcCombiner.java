/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.checksum;

/**
 * Computes the CRC of two pieces from the CRCs of each, without their bytes: zeros as
 * long as the second piece are run through the first CRC by squaring a matrix over GF(2).
 *
 * @author The S3 Express Spring Boot authors
 */
final class CrcCombiner {

	private CrcCombiner() {
	}

	// The polynomial is the reflected one, the width that of the CRC in bits.
	static long combine(long polynomial, int width, long first, long second, long secondLength) {
		long[] power = new long[width];
		power[0] = polynomial;
		for (int bit = 1; bit < width; bit++) {
			power[bit] = 1L << (bit - 1);
		}
		// From one zero bit to one zero byte.
		power = square(square(square(power)));
		long crc = first;
		for (long length = secondLength; length > 0; length >>>= 1) {
			if ((length & 1) != 0) {
				crc = times(power, crc);
			}
			power = square(power);
		}
		return crc ^ second;
	}

	private static long times(long[] matrix, long vector) {
		long sum = 0;
		int row = 0;
		for (long rest = vector; rest != 0; rest >>>= 1) {
			if ((rest & 1) != 0) {
				sum ^= matrix[row];
			}
			row++;
		}
		return sum;
	}

	private static long[] square(long[] matrix) {
		long[] result = new long[matrix.length];
		for (int row = 0; row < matrix.length; row++) {
			result[row] = times(matrix, matrix[row]);
		}
		return result;
	}

}
