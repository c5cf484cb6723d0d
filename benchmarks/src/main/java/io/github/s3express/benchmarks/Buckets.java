/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.stream.IntStream;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The directory buckets that scenarios work on, by number.
 */
final class Buckets {

	private Buckets() {
	}

	static String name(int number) {
		return "bench-%d--use1-az4--x-s3".formatted(number);
	}

	static S3ExpressLocalServer.Builder server(int buckets) {
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder();
		IntStream.range(0, buckets).mapToObj(Buckets::name).forEach(builder::bucket);
		return builder;
	}

}
