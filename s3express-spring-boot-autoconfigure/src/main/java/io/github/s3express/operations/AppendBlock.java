/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

/**
 * Bytes that are appended by one request. They never change: what is sent again is the
 * same block, until it is known to be in the object.
 */
final class AppendBlock {

	private final byte[] bytes;

	/**
	 * Creates a block.
	 * @param bytes its bytes, one or more; not copied
	 */
	AppendBlock(byte[] bytes) {
		this.bytes = bytes;
	}

	byte[] bytes() {
		return this.bytes;
	}

	int length() {
		return this.bytes.length;
	}

}
