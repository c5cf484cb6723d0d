/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

import org.jspecify.annotations.Nullable;

/**
 * The algorithms that S3 Express takes for checksums (Amazon S3 User Guide, "Checking
 * object integrity").
 *
 * @author The S3 Express Spring Boot authors
 */
public enum ChecksumAlgorithm {

	/** CRC-32 (ISO-HDLC). */
	CRC32(4, () -> new NumberCalculator(new CRC32(), 4)),

	/** CRC-32C (Castagnoli). */
	CRC32C(4, () -> new NumberCalculator(new CRC32C(), 4)),

	/** CRC-64/NVME, what the service computes by itself. */
	CRC64NVME(8, () -> new NumberCalculator(new Crc64Nvme(), 8)),

	/** SHA-1. */
	SHA1(20, () -> new DigestCalculator("SHA-1")),

	/** SHA-256. */
	SHA256(32, () -> new DigestCalculator("SHA-256")),

	/** SHA-512. */
	SHA512(64, () -> new DigestCalculator("SHA-512")),

	/** MD5. */
	MD5(16, () -> new DigestCalculator("MD5")),

	/** XXH64. */
	XXHASH64(8, () -> new NumberCalculator(new XxHash64(), 8));

	private final int length;

	private final Supplier<ChecksumCalculator> calculators;

	ChecksumAlgorithm(int length, Supplier<ChecksumCalculator> calculators) {
		this.length = length;
		this.calculators = calculators;
	}

	/**
	 * The length of a value.
	 * @return bytes
	 */
	public int length() {
		return this.length;
	}

	/**
	 * The header or trailer that holds a value.
	 * @return a lower-case name
	 */
	public String header() {
		return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The element that holds a value in XML.
	 * @return an element's name
	 */
	public String element() {
		return "Checksum" + name();
	}

	/**
	 * Whether values of parts can be combined to that of the whole.
	 * @return {@code true} for the CRCs
	 */
	public boolean isCrc() {
		return this == CRC32 || this == CRC32C || this == CRC64NVME;
	}

	/**
	 * Begins a computation.
	 * @return a new calculator
	 */
	public ChecksumCalculator newCalculator() {
		return this.calculators.get();
	}

	/**
	 * Computes the checksum of two pieces from those of each.
	 * @param first the value of the first piece, most significant byte first
	 * @param second the value of the second piece
	 * @param secondLength the bytes of the second piece
	 * @return the value of both
	 * @throws IllegalStateException if this is no CRC
	 */
	public byte[] combine(byte[] first, byte[] second, long secondLength) {
		long polynomial = switch (this) {
			case CRC32 -> 0xEDB88320L;
			case CRC32C -> 0x82F63B78L;
			case CRC64NVME -> Crc64Nvme.POLYNOMIAL;
			default -> throw new IllegalStateException("Values of " + name() + " cannot be combined.");
		};
		return toBytes(CrcCombiner.combine(polynomial, this.length * 8, toLong(first), toLong(second), secondLength),
				this.length);
	}

	private static long toLong(byte[] value) {
		long bits = 0;
		for (byte b : value) {
			bits = bits << 8 | (b & 0xff);
		}
		return bits;
	}

	private static byte[] toBytes(long bits, int length) {
		byte[] value = new byte[length];
		long rest = bits;
		for (int i = length - 1; i >= 0; i--) {
			value[i] = (byte) rest;
			rest >>>= 8;
		}
		return value;
	}

	/**
	 * Finds an algorithm.
	 * @param name its name, in either case
	 * @return the algorithm, or {@code null} if there is none of that name
	 */
	public static @Nullable ChecksumAlgorithm of(String name) {
		for (ChecksumAlgorithm algorithm : values()) {
			if (algorithm.name().equalsIgnoreCase(name)) {
				return algorithm;
			}
		}
		return null;
	}

	/**
	 * Finds an algorithm by its header.
	 * @param header a lower-case name
	 * @return the algorithm, or {@code null} if the header is none of a checksum
	 */
	public static @Nullable ChecksumAlgorithm ofHeader(String header) {
		for (ChecksumAlgorithm algorithm : values()) {
			if (algorithm.header().equals(header)) {
				return algorithm;
			}
		}
		return null;
	}

	private static final class NumberCalculator implements ChecksumCalculator {

		private final Checksum checksum;

		private final int length;

		private NumberCalculator(Checksum checksum, int length) {
			this.checksum = checksum;
			this.length = length;
		}

		@Override
		public void update(byte[] data, int offset, int length) {
			this.checksum.update(data, offset, length);
		}

		@Override
		public byte[] finish() {
			return toBytes(this.checksum.getValue(), this.length);
		}

	}

	private static final class DigestCalculator implements ChecksumCalculator {

		private final MessageDigest digest;

		private DigestCalculator(String algorithm) {
			try {
				this.digest = MessageDigest.getInstance(algorithm);
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void update(byte[] data, int offset, int length) {
			this.digest.update(data, offset, length);
		}

		@Override
		public byte[] finish() {
			return this.digest.digest();
		}

	}

}
