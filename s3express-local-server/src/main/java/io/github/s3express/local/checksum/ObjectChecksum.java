/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.checksum;

/**
 * The checksum of an object.
 *
 * @param algorithm the algorithm
 * @param value the value in Base64; that of a composite one ends in a hyphen and the
 * number of parts
 * @param composite whether it is the checksum of the parts' checksums
 * @author The S3 Express Spring Boot authors
 */
public record ObjectChecksum(ChecksumAlgorithm algorithm, String value, boolean composite) {

	/**
	 * The type as headers and XML spell it.
	 * @return {@code COMPOSITE} or {@code FULL_OBJECT}
	 */
	public String type() {
		return this.composite ? "COMPOSITE" : "FULL_OBJECT";
	}

}
