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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.benchmarks.Scenario.Figure;

/**
 * How long callers wait for sessions.
 */
final class WaitingChapter implements Chapter {

	private static final String CALLS = "CreateSession calls";

	private static final int HERD = 200;

	private static final int WARM_UP_BUCKETS = 20;

	@Override
	public String title() {
		return "Waiting";
	}

	@Override
	public List<Row> run(Effort effort) throws Exception {
		List<Row> rows = new ArrayList<>();
		if (effort == Effort.SMOKE) {
			rows.addAll(herd(Duration.ofMillis(200)).run());
			return rows;
		}
		rows.addAll(asyncColdBuckets(100).run());
		for (Duration creation : List.of(Duration.ofMillis(200), Duration.ofSeconds(1))) {
			rows.addAll(herd(creation).run());
		}
		rows.addAll(FirstRequest.run());
		return rows;
	}

	// The herd has gone before the requests of the others are measured.
	@Override
	public List<Callable<List<Row>>> idleParts(Effort effort) {
		return (effort == Effort.FULL) ? List.of(() -> herd(Duration.ofSeconds(7)).run(),
				() -> Scenario.runAtOnce(List.of(Expiries.busy(), Expiries.idle()))) : List.of();
	}

	private static Scenario herd(Duration creation) {
		Figure calls = Figure.counted(CALLS, 1);
		// Where the SDK makes as many calls as there are threads.
		if (creation.toSeconds() >= 5) {
			calls = calls.withHeadline("CreateSession calls of %,d threads at once".formatted(HERD));
		}
		Figure failed = Figure.counted("failed requests", 0);
		Figure done = Figure.measured("ms until all are done");
		return new Scenario(
				"%d threads, one cold bucket, CreateSession takes %s s".formatted(HERD,
						MarkdownTable.number(creation.toMillis() / 1e3)),
				List.of(calls, failed, done), () -> Buckets.server(2).start(), (contender) -> {
					try (S3Client client = contender.newClient()) {
						// Opens the connections, whose number is not what is compared.
						Requests.failedPutsAtOnce(client, 1, HERD);
						long made = contender.sessionsMade();
						contender.server().faults().on("CreateSession").latency(creation);
						long before = System.nanoTime();
						double failures = Requests.failedPutsAtOnce(client, 0, HERD);
						return Map.of(done.name(), millisSince(before), failed.name(), failures, CALLS,
								(double) contender.sessionsMade() - made);
					}
				});
	}

	private static Scenario asyncColdBuckets(int buckets) {
		Figure busy = Figure.measured("ms that the caller is busy")
			.withHeadline("ms that an asynchronous caller is blocked");
		Figure done = Figure.measured("ms until all are done");
		return new Scenario("%d asynchronous GETs to cold buckets, CreateSession takes 200 ms".formatted(buckets),
				List.of(busy, done), () -> Buckets.server(buckets + WARM_UP_BUCKETS).start(), (contender) -> {
					try (S3AsyncClient client = contender.newAsyncClient()) {
						// Loads the classes, whose number is not what is compared.
						awaitAll(coldGets(client, buckets, buckets + WARM_UP_BUCKETS));
						contender.server().faults().on("CreateSession").latency(Duration.ofMillis(200));
						long before = System.nanoTime();
						CompletableFuture<?>[] calls = coldGets(client, 0, buckets);
						double callerBusy = millisSince(before);
						awaitAll(calls);
						return Map.of(busy.name(), callerBusy, done.name(), millisSince(before));
					}
				});
	}

	private static void awaitAll(CompletableFuture<?>[] calls) {
		CompletableFuture.allOf(calls).handle((all, failure) -> true).join();
	}

	private static CompletableFuture<?>[] coldGets(S3AsyncClient client, int from, int to) {
		return IntStream.range(from, to)
			.mapToObj(Buckets::name)
			.map((bucket) -> client.getObject((get) -> get.bucket(bucket).key("none"),
					AsyncResponseTransformer.toBytes()))
			.toArray(CompletableFuture[]::new);
	}

	private static double millisSince(long nanos) {
		return (System.nanoTime() - nanos) / 1e6;
	}

}
