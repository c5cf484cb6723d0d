/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A program that appends numbered lines until it is killed, and prints up to which line
 * the service has acknowledged.
 */
public final class AppendingProgram {

	static final int LINE = 10;

	private AppendingProgram() {
	}

	/**
	 * Runs the program.
	 * @param args endpoint, Region, access key, secret key, bucket, key, what to do at
	 * the limit, number of the next line, seed
	 */
	public static void main(String[] args) throws IOException {
		S3Client client = S3Client.builder()
			.endpointOverride(URI.create(args[0]))
			.region(Region.of(args[1]))
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(args[2], args[3])))
			.build();
		AtAppendLimit atLimit = AtAppendLimit.valueOf(args[6]);
		AppendWriter writer = new DefaultS3ExpressOperations(client).append(args[4], args[5],
				(options) -> options.flushInterval(Duration.ZERO, Duration.ZERO).maxParts(5).atLimit(atLimit));
		int next = Integer.parseInt(args[7]);
		Random random = new Random(Long.parseLong(args[8]));
		while (true) {
			int lines = 1 + random.nextInt(3);
			for (int i = 0; i < lines; i++) {
				writer.write(line(next++));
			}
			writer.sync();
			System.out.println(next);
		}
	}

	static byte[] line(int number) {
		return "%09d\n".formatted(number).getBytes(StandardCharsets.US_ASCII);
	}

}
