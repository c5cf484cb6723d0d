/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.checksum;

import java.util.zip.Checksum;

/**
 * CRC-64/NVME (NVM Express NVM Command Set Specification, section 5.2.1.3.4): reflected,
 * polynomial 0xAD93D23594C93659, all bits set at start and inverted at the end. Eight
 * bytes at a time with eight tables.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Crc64Nvme implements Checksum {

	/** The polynomial with its bits reversed. */
	static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

	private static final long[][] TABLES = tables();

	private long crc = -1L;

	@Override
	public void update(int b) {
		this.crc = TABLES[0][(int) (this.crc ^ b) & 0xff] ^ (this.crc >>> 8);
	}

	@Override
	public void update(byte[] data, int offset, int length) {
		long value = this.crc;
		int i = offset;
		int end = offset + length;
		for (; end - i >= 8; i += 8) {
			value ^= (data[i] & 0xffL) | (data[i + 1] & 0xffL) << 8 | (data[i + 2] & 0xffL) << 16
					| (data[i + 3] & 0xffL) << 24 | (data[i + 4] & 0xffL) << 32 | (data[i + 5] & 0xffL) << 40
					| (data[i + 6] & 0xffL) << 48 | (data[i + 7] & 0xffL) << 56;
			value = TABLES[7][(int) value & 0xff] ^ TABLES[6][(int) (value >>> 8) & 0xff]
					^ TABLES[5][(int) (value >>> 16) & 0xff] ^ TABLES[4][(int) (value >>> 24) & 0xff]
					^ TABLES[3][(int) (value >>> 32) & 0xff] ^ TABLES[2][(int) (value >>> 40) & 0xff]
					^ TABLES[1][(int) (value >>> 48) & 0xff] ^ TABLES[0][(int) (value >>> 56)];
		}
		for (; i < end; i++) {
			value = TABLES[0][(int) (value ^ data[i]) & 0xff] ^ (value >>> 8);
		}
		this.crc = value;
	}

	@Override
	public long getValue() {
		return ~this.crc;
	}

	@Override
	public void reset() {
		this.crc = -1L;
	}

	private static long[][] tables() {
		long[][] tables = new long[8][256];
		for (int n = 0; n < 256; n++) {
			long value = n;
			for (int bit = 0; bit < 8; bit++) {
				value = ((value & 1) != 0) ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
			}
			tables[0][n] = value;
		}
		for (int n = 0; n < 256; n++) {
			for (int table = 1; table < 8; table++) {
				long before = tables[table - 1][n];
				tables[table][n] = tables[0][(int) before & 0xff] ^ (before >>> 8);
			}
		}
		return tables;
	}

}
