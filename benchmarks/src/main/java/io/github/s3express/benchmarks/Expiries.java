/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.benchmarks.Scenario.Figure;

/**
 * Traffic that goes on while sessions come to their ends.
 */
final class Expiries {

	private static final int BUCKETS = 5;

	private static final int LIVES = 2;

	private static final Duration CREATION = Duration.ofMillis(300);

	// Until the JVM has compiled what it will: that was most of the slow tail.
	private static final PacedTraffic WARM_UP = new PacedTraffic(8, Duration.ofMillis(10), Duration.ofSeconds(30));

	private Expiries() {
	}

	static Scenario busy() {
		return scenario("200 requests/s", new PacedTraffic(8, Duration.ofMillis(5), length()));
	}

	// A bucket is asked each 7 s: the SDK has replaced its session in between by itself.
	static Scenario idle() {
		return scenario("one request in 7 s to each bucket",
				new PacedTraffic(BUCKETS, Duration.ofSeconds(7).dividedBy(BUCKETS), length()));
	}

	private static Duration length() {
		return Lives.SHORTEST_IN_KIND.multipliedBy(LIVES);
	}

	private static Scenario scenario(String pace, PacedTraffic traffic) {
		List<Figure> figures = new ArrayList<>(Latencies.figures());
		Figure failures = Figure.measured("failed requests", 0);
		figures.add(failures);
		return new Scenario(
				"%s over %d lives of %d sessions, CreateSession takes %d ms".formatted(pace, LIVES, BUCKETS,
						CREATION.toMillis()),
				figures, () -> Buckets.server(BUCKETS).sessionLifetime(Lives.SHORTEST_IN_KIND).start(), (contender) -> {
					Latencies latencies = new Latencies();
					LongAdder failed = new LongAdder();
					try (S3Client client = contender.newClient()) {
						WARM_UP.run((number) -> Requests.putFails(client, number % BUCKETS), (outcome) -> {
						});
						contender.server().faults().on("CreateSession").latency(CREATION);
						traffic.run((number) -> Requests.putFails(client, number % BUCKETS), (outcome) -> {
							latencies.accept(outcome);
							failed.add(outcome.failed() ? 1 : 0);
						});
					}
					checkThatSessionsEnded(contender);
					Map<String, Double> read = latencies.read();
					read.put(failures.name(), failed.doubleValue());
					return read;
				});
	}

	private static void checkThatSessionsEnded(Contender contender) {
		long replaced = contender.sessionsMade() - BUCKETS;
		if (replaced < BUCKETS * LIVES) {
			throw new IllegalStateException("Only %d sessions were replaced".formatted(replaced));
		}
	}

}
