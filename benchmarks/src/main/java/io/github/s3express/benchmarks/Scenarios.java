/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The scenarios.
 */
final class Scenarios {

	private static final String SESSIONS_MADE = "CreateSession calls";

	private static final String FAILED = "failed requests";

	private Scenarios() {
	}

	/**
	 * Scenarios whose figures are exact, so that a build can check them.
	 */
	static List<Scenario> counted() {
		return List.of(roundRobin(30, 300), roundRobin(120, 240), roundRobin(1000, 2000), threeClients(),
				presignedUrls(1000), refusedOnce(), wrongClock(Duration.ofMinutes(10)),
				wrongClock(Duration.ofMinutes(-10)));
	}

	/**
	 * Scenarios that take their time.
	 * @param herdLatency how long CreateSession takes for the herds
	 */
	static List<Scenario> timed(Duration herdLatency) {
		return List.of(herd(200, herdLatency), outage(), asyncCallerBusy(100), asyncAllDone(100));
	}

	private static Scenario roundRobin(int buckets, int requests) {
		return new Scenario("%d requests round robin over %d buckets".formatted(requests, buckets), SESSIONS_MADE, true,
				buckets, () -> server(buckets).start(), (contender) -> {
					try (S3Client client = contender.newClient()) {
						for (int i = 0; i < requests; i++) {
							list(client, i % buckets);
						}
					}
					return contender.sessionsMade();
				});
	}

	private static Scenario threeClients() {
		return new Scenario("3 clients, one of them asynchronous, one bucket", SESSIONS_MADE, true, 1,
				() -> server(1).start(), (contender) -> {
					try (S3Client one = contender.newClient();
							S3Client two = contender.newClient();
							S3AsyncClient three = contender.newAsyncClient()) {
						list(one, 0);
						list(two, 0);
						three.listObjectsV2((list) -> list.bucket(bucket(0))).join();
					}
					return contender.sessionsMade();
				});
	}

	private static Scenario presignedUrls(int urls) {
		return new Scenario("%d presigned URLs, one bucket".formatted(urls), SESSIONS_MADE, true, 1,
				() -> server(1).start(), (contender) -> {
					try (S3Presigner presigner = contender.newPresigner()) {
						for (int i = 0; i < urls; i++) {
							String key = "key-" + i;
							presigner.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1))
								.getObjectRequest((get) -> get.bucket(bucket(0)).key(key)));
						}
					}
					return contender.sessionsMade();
				});
	}

	private static Scenario refusedOnce() {
		return new Scenario("5 requests after the service has ended the session", FAILED, true, 0,
				() -> server(1).start(), (contender) -> {
					try (S3Client client = contender.newClient()) {
						list(client, 0);
						contender.server().sessions().revokeAll();
						return failures(client, 5);
					}
				});
	}

	private static Scenario wrongClock(Duration serverAhead) {
		return new Scenario(
				"100 requests, the service's clock %d min %s".formatted(Math.abs(serverAhead.toMinutes()),
						serverAhead.isNegative() ? "behind" : "ahead"),
				SESSIONS_MADE, true, 1, () -> server(1).clockOffset(serverAhead).start(), (contender) -> {
					try (S3Client client = contender.newClient()) {
						failures(client, 100);
					}
					return contender.sessionsMade();
				});
	}

	private static Scenario herd(int threads, Duration latency) {
		return new Scenario("%d threads, one cold bucket, CreateSession takes %s".formatted(threads, latency),
				SESSIONS_MADE, false, 1, () -> server(1).start(), (contender) -> {
					contender.server().faults().on("CreateSession").latency(latency);
					ExecutorService callers = Executors.newFixedThreadPool(threads);
					try (S3Client client = contender.newClient()) {
						callers.invokeAll(IntStream.range(0, threads)
							.mapToObj((thread) -> (Callable<Long>) () -> failures(client, 1))
							.toList());
					}
					finally {
						callers.shutdownNow();
					}
					return contender.sessionsMade();
				});
	}

	private static Scenario outage() {
		return new Scenario("26 s of traffic on a session of 30 s, CreateSession answers 503 all the while", FAILED,
				false, 0, () -> server(1).sessionLifetime(Duration.ofSeconds(30)).start(), (contender) -> {
					long failed = 0;
					try (S3Client client = contender.newClient()) {
						list(client, 0);
						long end = System.nanoTime() + Duration.ofSeconds(26).toNanos();
						contender.server().faults().on("CreateSession").error(503, "SlowDown");
						while (System.nanoTime() - end < 0) {
							failed += failures(client, 1);
							Thread.sleep(20);
						}
					}
					return failed;
				});
	}

	private static Scenario asyncCallerBusy(int buckets) {
		return asyncColdBuckets(buckets, "ms that the caller is busy", AsyncTimes::callerBusy);
	}

	private static Scenario asyncAllDone(int buckets) {
		return asyncColdBuckets(buckets, "ms until all are done", AsyncTimes::allDone);
	}

	private static Scenario asyncColdBuckets(int buckets, String unit, Function<AsyncTimes, Duration> figure) {
		return new Scenario("%d asynchronous GETs to cold buckets, CreateSession takes 200 ms".formatted(buckets), unit,
				false, -1, () -> server(buckets + 1).start(), (contender) -> {
					try (S3AsyncClient client = contender.newAsyncClient()) {
						client.listObjectsV2((list) -> list.bucket(bucket(buckets))).join();
						contender.server().faults().on("CreateSession").latency(Duration.ofMillis(200));
						return figure.apply(timesOfColdGets(client, buckets)).toMillis();
					}
				});
	}

	private static AsyncTimes timesOfColdGets(S3AsyncClient client, int buckets) {
		List<CompletableFuture<?>> calls = new ArrayList<>();
		long before = System.nanoTime();
		for (int i = 0; i < buckets; i++) {
			String bucket = bucket(i);
			calls.add(client.getObject((get) -> get.bucket(bucket).key("none"), AsyncResponseTransformer.toBytes()));
		}
		long busy = System.nanoTime() - before;
		CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).handle((done, failure) -> true).join();
		return new AsyncTimes(Duration.ofNanos(busy), Duration.ofNanos(System.nanoTime() - before));
	}

	private static S3ExpressLocalServer.Builder server(int buckets) {
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder();
		IntStream.range(0, buckets).mapToObj(Scenarios::bucket).forEach(builder::bucket);
		return builder;
	}

	private static String bucket(int number) {
		return "bench-%d--use1-az4--x-s3".formatted(number);
	}

	private static void list(S3Client client, int bucket) {
		client.listObjectsV2((list) -> list.bucket(bucket(bucket)).maxKeys(1));
	}

	private static long failures(S3Client client, int requests) {
		long failures = 0;
		for (int i = 0; i < requests; i++) {
			try {
				client.putObject((put) -> put.bucket(bucket(0)).key("key"), RequestBody.fromString("content"));
			}
			catch (SdkException ex) {
				failures++;
			}
		}
		return failures;
	}

	/**
	 * How long asynchronous calls took.
	 *
	 * @param callerBusy until the caller was free
	 * @param allDone until the last call was answered
	 */
	private record AsyncTimes(Duration callerBusy, Duration allDone) {
	}

}
