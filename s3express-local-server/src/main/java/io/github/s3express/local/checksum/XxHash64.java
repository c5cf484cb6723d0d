/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.checksum;

import java.util.zip.Checksum;

/**
 * XXH64 with seed 0, per the xxHash specification, which the JDK lacks.
 *
 * @author The S3 Express Spring Boot authors
 */
final class XxHash64 implements Checksum {

	private static final long PRIME_1 = 0x9E3779B185EBCA87L;

	private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

	private static final long PRIME_3 = 0x165667B19E3779F9L;

	private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;

	private static final long PRIME_5 = 0x27D4EB2F165667C5L;

	private static final int STRIPE = 32;

	private final long[] lanes = new long[4];

	private final byte[] rest = new byte[STRIPE];

	private int filled;

	private long total;

	XxHash64() {
		reset();
	}

	@Override
	public void reset() {
		// The sum of the first two primes.
		this.lanes[0] = 0x60EA27EEADC0B5D6L;
		this.lanes[1] = PRIME_2;
		this.lanes[2] = 0;
		this.lanes[3] = -PRIME_1;
		this.filled = 0;
		this.total = 0;
	}

	@Override
	public void update(int b) {
		update(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void update(byte[] data, int offset, int length) {
		this.total += length;
		int from = offset;
		int left = length;
		while (left > 0) {
			if (this.filled == 0 && left >= STRIPE) {
				stripe(data, from);
				from += STRIPE;
				left -= STRIPE;
				continue;
			}
			int count = Math.min(left, STRIPE - this.filled);
			System.arraycopy(data, from, this.rest, this.filled, count);
			this.filled += count;
			from += count;
			left -= count;
			if (this.filled == STRIPE) {
				stripe(this.rest, 0);
				this.filled = 0;
			}
		}
	}

	@Override
	public long getValue() {
		long hash = (this.total < STRIPE) ? PRIME_5 : merged();
		hash += this.total;
		int at = 0;
		for (; at + 8 <= this.filled; at += 8) {
			hash = Long.rotateLeft(hash ^ round(0, read(this.rest, at, 8)), 27) * PRIME_1 + PRIME_4;
		}
		if (at + 4 <= this.filled) {
			hash = Long.rotateLeft(hash ^ read(this.rest, at, 4) * PRIME_1, 23) * PRIME_2 + PRIME_3;
			at += 4;
		}
		for (; at < this.filled; at++) {
			hash = Long.rotateLeft(hash ^ (this.rest[at] & 0xff) * PRIME_5, 11) * PRIME_1;
		}
		hash = (hash ^ hash >>> 33) * PRIME_2;
		hash = (hash ^ hash >>> 29) * PRIME_3;
		return hash ^ hash >>> 32;
	}

	private long merged() {
		long hash = Long.rotateLeft(this.lanes[0], 1) + Long.rotateLeft(this.lanes[1], 7)
				+ Long.rotateLeft(this.lanes[2], 12) + Long.rotateLeft(this.lanes[3], 18);
		for (long lane : this.lanes) {
			hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
		}
		return hash;
	}

	private void stripe(byte[] data, int offset) {
		for (int i = 0; i < this.lanes.length; i++) {
			this.lanes[i] = round(this.lanes[i], read(data, offset + 8 * i, 8));
		}
	}

	private static long round(long lane, long input) {
		return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
	}

	// Little endian.
	private static long read(byte[] data, int offset, int bytes) {
		long value = 0;
		for (int i = bytes - 1; i >= 0; i--) {
			value = value << 8 | (data[offset + i] & 0xff);
		}
		return value;
	}

}
