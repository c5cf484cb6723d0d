/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects the bytes of the next block. Its memory grows with what is in it, up to the
 * largest block.
 */
final class BlockBuffer {

	private static final int FIRST = 64 * 1024;

	private final int first;

	private final int max;

	private byte[] bytes;

	private int count;

	BlockBuffer(AppendOptions options) {
		this.max = options.maxBlockSize();
		this.first = Math.min(options.blockSize(), FIRST);
		this.bytes = new byte[this.first];
	}

	int count() {
		return this.count;
	}

	/**
	 * Adds bytes.
	 * @param from where they are taken from
	 * @param length how many; no more than there is room for
	 */
	void add(ByteBuffer from, int length) {
		if (this.count + length > this.bytes.length) {
			long doubled = Math.min(2L * this.bytes.length, this.max);
			this.bytes = Arrays.copyOf(this.bytes, (int) Math.max(this.count + length, doubled));
		}
		from.get(this.bytes, this.count, length);
		this.count += length;
	}

	/**
	 * Takes all bytes out.
	 */
	AppendBlock cut() {
		AppendBlock block;
		if (this.count == this.bytes.length) {
			block = new AppendBlock(this.bytes);
			this.bytes = new byte[this.first];
		}
		else {
			block = new AppendBlock(Arrays.copyOf(this.bytes, this.count));
		}
		this.count = 0;
		return block;
	}

}
