/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.checksum;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.crt.checksums.XXHash;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checksums against published check values and against themselves.
 *
 * @author The S3 Express Spring Boot authors
 */
class ChecksumAlgorithmTests {

	@ParameterizedTest
	@CsvSource({ "CRC32, cbf43926", "CRC32C, e3069283", "CRC64NVME, ae8b14860a799888",
			"SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
			"SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
			"MD5, 25f9e794323b453885f5181f1b624d0b", "XXHASH64, 8cb841db40e6ae83" })
	void checkValueShouldBeThatOfTheCatalogue(ChecksumAlgorithm algorithm, String expected) {
		byte[] data = "123456789".getBytes(StandardCharsets.US_ASCII);
		assertThat(HexFormat.of().formatHex(compute(algorithm, data))).isEqualTo(expected);
	}

	@Test
	void xxHashShouldBeThatOfTheSdkForAllLengthsAndPieces() {
		Random random = new Random(7);
		byte[] data = new byte[200];
		random.nextBytes(data);
		for (int length = 0; length < data.length; length++) {
			ChecksumCalculator pieces = ChecksumAlgorithm.XXHASH64.newCalculator();
			int first = random.nextInt(length + 1);
			pieces.update(data, 0, first);
			pieces.update(data, first, length - first);
			try (XXHash expected = XXHash.newXXHash64()) {
				expected.update(Arrays.copyOf(data, length));
				assertThat(pieces.finish()).as("length " + length).isEqualTo(expected.digest());
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "CRC32", "CRC32C", "CRC64NVME" })
	void concatShouldEqualTheChecksumOfTheWhole(ChecksumAlgorithm algorithm) {
		Random random = new Random(7);
		for (int second : List.of(0, 1, 7, 8, 9, 1000, 65_537)) {
			byte[] data = new byte[333 + second];
			random.nextBytes(data);
			byte[] head = Arrays.copyOf(data, 333);
			byte[] tail = Arrays.copyOfRange(data, 333, data.length);
			String whole = encode(compute(algorithm, data));
			assertThat(Checksums
				.concat(algorithm, encode(compute(algorithm, head)), encode(compute(algorithm, tail)), second)
				.value()).isEqualTo(whole);
		}
	}

	@Test
	void compositeShouldEndInTheNumberOfParts() {
		byte[] part = compute(ChecksumAlgorithm.SHA256, new byte[10]);
		ObjectChecksum composite = Checksums.composite(ChecksumAlgorithm.SHA256, List.of(encode(part), encode(part)));
		byte[] both = Arrays.copyOf(part, 64);
		System.arraycopy(part, 0, both, 32, 32);
		assertThat(composite.value()).isEqualTo(encode(compute(ChecksumAlgorithm.SHA256, both)) + "-2");
		assertThat(composite.type()).isEqualTo("COMPOSITE");
	}

	private static byte[] compute(ChecksumAlgorithm algorithm, byte[] data) {
		ChecksumCalculator calculator = algorithm.newCalculator();
		calculator.update(data, 0, data.length);
		return calculator.finish();
	}

	private static String encode(byte[] value) {
		return Base64.getEncoder().encodeToString(value);
	}

}
