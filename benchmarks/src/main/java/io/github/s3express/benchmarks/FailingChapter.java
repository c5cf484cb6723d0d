/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.benchmarks.Scenario.Figure;

/**
 * What requests see when sessions, clocks or CreateSession fail.
 */
final class FailingChapter implements Chapter {

	private static final String FAILED = "failed requests";

	@Override
	public String title() {
		return "Failing";
	}

	@Override
	public List<Row> run(Effort effort) throws Exception {
		List<Row> rows = new ArrayList<>();
		rows.addAll(refusedOnce().run());
		rows.addAll(wrongClock(Duration.ofMinutes(10)).run());
		rows.addAll(wrongClock(Duration.ofMinutes(-10)).run());
		if (effort == Effort.FULL) {
			rows.addAll(outage().run());
		}
		return rows;
	}

	private static Scenario refusedOnce() {
		return Scenario.of("5 requests after the service has ended the session", Figure.counted(FAILED, 0),
				() -> Buckets.server(1).start(), (contender) -> {
					try (S3Client client = contender.newClient()) {
						Requests.list(client, 0);
						contender.server().sessions().revokeAll();
						return Requests.failedPuts(client, 5);
					}
				});
	}

	private static Scenario wrongClock(Duration serverAhead) {
		String direction = serverAhead.isNegative() ? "behind" : "ahead";
		return Scenario.of(
				"100 requests, the service's clock %d min %s".formatted(Math.abs(serverAhead.toMinutes()), direction),
				Figure.counted("CreateSession calls", 1), () -> Buckets.server(1).clockOffset(serverAhead).start(),
				(contender) -> {
					try (S3Client client = contender.newClient()) {
						Requests.failedPuts(client, 100);
					}
					return contender.sessionsMade();
				});
	}

	private static Scenario outage() {
		return Scenario.of("26 s of traffic on a session of 30 s, CreateSession answers 503 all the while",
				Figure.measured(FAILED, 0), () -> Buckets.server(1).sessionLifetime(Duration.ofSeconds(30)).start(),
				(contender) -> {
					long failed = 0;
					try (S3Client client = contender.newClient()) {
						Requests.list(client, 0);
						long end = System.nanoTime() + Duration.ofSeconds(26).toNanos();
						contender.server().faults().on("CreateSession").error(503, "SlowDown");
						while (System.nanoTime() - end < 0) {
							failed += Requests.failedPuts(client, 1);
							Thread.sleep(20);
						}
					}
					return failed;
				});
	}

}
