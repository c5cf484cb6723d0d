/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

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
		rows.addAll(refusedToMany(16).run());
		rows.addAll(wrongClock(Duration.ofMinutes(10)).run());
		rows.addAll(wrongClock(Duration.ofMinutes(-10)).run());
		return rows;
	}

	@Override
	public List<Callable<List<Row>>> idleParts(Effort effort) {
		return (effort == Effort.FULL)
				? List.of(() -> Scenario.runAtOnce(List.of(Outage.endingBeforeExpiry(), Outage.outlastingTheSession())))
				: List.of();
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

	private static Scenario refusedToMany(int threads) {
		Figure failed = Figure.counted(FAILED, 0);
		Figure calls = Figure.counted("CreateSession calls, with that for the first session", 2);
		return new Scenario("%d threads at once after the service has ended the session".formatted(threads),
				List.of(failed, calls), () -> Buckets.server(1).start(), (contender) -> {
					try (S3Client client = contender.newClient()) {
						Requests.list(client, 0);
						contender.server().sessions().revokeAll();
						double failures = Requests.failedPutsAtOnce(client, 0, threads);
						return Map.of(failed.name(), failures, calls.name(), (double) contender.sessionsMade());
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

}
