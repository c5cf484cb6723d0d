/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The first request through a new client, in a JVM that has loaded all classes: what is
 * compared is the wait for a session, not for the JVM. The median of several.
 */
final class FirstRequest {

	private static final Duration CREATION = Duration.ofMillis(100);

	private static final int UNMEASURED = 3;

	private static final int MEASURED = 15;

	private FirstRequest() {
	}

	static List<Row> run() {
		double[] sdk = new double[MEASURED];
		double[] cold = new double[MEASURED];
		double[] warm = new double[MEASURED];
		for (int i = -UNMEASURED; i < MEASURED; i++) {
			int round = Math.max(i, 0);
			sdk[round] = millis(SdkContender::new, false);
			cold[round] = millis(ManagedContender::new, false);
			warm[round] = millis(ManagedContender::new, true);
		}
		String work = "first request after start, CreateSession takes %d ms, ".formatted(CREATION.toMillis());
		String figure = "ms, median of " + MEASURED;
		return List.of(Row.measured(work + "nothing configured", figure, median(sdk), median(cold)),
				Row.measured(work + "bucket configured", figure, median(sdk), median(warm))
					.withHeadline("ms for the first request, bucket configured"));
	}

	private static double millis(Function<S3ExpressLocalServer, Contender> contenders, boolean warmUp) {
		try (Contender contender = contenders.apply(Buckets.server(1).start());
				S3Client client = contender.newClient()) {
			contender.server().faults().on("CreateSession").latency(CREATION);
			if (warmUp) {
				contender.warmUp(Buckets.name(0));
			}
			long before = System.nanoTime();
			Requests.list(client, 0);
			return (System.nanoTime() - before) / 1e6;
		}
	}

	private static double median(double[] values) {
		return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
	}

}
