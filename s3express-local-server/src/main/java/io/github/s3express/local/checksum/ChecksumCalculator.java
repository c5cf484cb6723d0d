/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.checksum;

/**
 * Computes one checksum.
 *
 * @author The S3 Express Spring Boot authors
 */
public interface ChecksumCalculator {

	/**
	 * Takes more of the data.
	 * @param data a buffer
	 * @param offset where the data begins
	 * @param length the bytes it has
	 */
	void update(byte[] data, int offset, int length);

	/**
	 * Ends the computation.
	 * @return the value, most significant byte first
	 */
	byte[] finish();

}
