/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.nio.ByteBuffer;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link BlockBuffer}.
 */
class BlockBufferTests {

	@Test
	void blocksShouldHoldWhatWasAddedWhateverIsAddedLater() {
		BlockBuffer buffer = new BlockBuffer(AppendOptions.defaults().with((change) -> change.blockSize(8, 1_000)));
		for (int length : new int[] { 3, 8, 9, 16, 1_000, 1, 1_000, 500 }) {
			byte[] bytes = new byte[length];
			new Random(length).nextBytes(bytes);
			for (int from = 0; from < length; from += 7) {
				int part = Math.min(7, length - from);
				buffer.add(ByteBuffer.wrap(bytes, from, part), part);
			}
			assertThat(buffer.count()).isEqualTo(length);
			AppendBlock block = buffer.cut();
			buffer.add(ByteBuffer.wrap(new byte[8]), 8);
			assertThat(block.bytes()).isEqualTo(bytes);
			assertThat(buffer.cut().length()).isEqualTo(8);
		}
	}

}
