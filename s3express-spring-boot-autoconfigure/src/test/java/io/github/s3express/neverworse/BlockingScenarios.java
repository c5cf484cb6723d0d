/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.Faults;

/**
 * What may happen to an application that calls S3 with the blocking client.
 */
final class BlockingScenarios {

	private static final String BUCKET = "good--use1-az4--x-s3";

	private static final String OTHER = "other--use1-az4--x-s3";

	private static final String ELSEWHERE = "elsewhere--use1-az5--x-s3";

	private static final String TENANT_KEY = "AKIATENANTPRINCIPAL0";

	private static final String TENANT_SECRET = "the-tenants-secret-access-key-0000000000";

	private static final Duration HANGS = Duration.ofSeconds(2);

	private BlockingScenarios() {
	}

	static Stream<Scenario> all() {
		return Stream.of(
				new Scenario("one bucket, again and again", Scenario.Kind.BLOCKING, Scenario.buckets(BUCKET),
						(application, calls) -> times(20, (i) -> put(application.client(), calls, BUCKET))),
				new Scenario("thirty buckets in turns", Scenario.Kind.BLOCKING,
						(server) -> manyBuckets().forEach(server::bucket),
						(application, calls) -> times(3,
								(round) -> manyBuckets()
									.forEach((bucket) -> put(application.client(), calls, bucket)))),
				new Scenario("several clients, one bucket", Scenario.Kind.BLOCKING, Scenario.buckets(BUCKET),
						(application, calls) -> times(4, (i) -> put(application.ownClient((builder) -> {
						}), calls, BUCKET))),
				new Scenario("40 threads at once, and CreateSession takes its time", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET), (application, calls) -> {
							application.server().faults().on("CreateSession").latency(Duration.ofMillis(500));
							atOnce(40, (i) -> put(application.client(), calls, BUCKET));
						}),
				new Scenario("CreateSession fails once", Scenario.Kind.BLOCKING, Scenario.buckets(BUCKET),
						(application, calls) -> {
							application.server().faults().on("CreateSession").times(1).error(503, "ServiceUnavailable");
							times(3, (i) -> put(application.client(), calls, BUCKET));
						}),
				new Scenario("CreateSession loses its connection once", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET), (application, calls) -> {
							application.server().faults().on("CreateSession").times(1).dropConnection();
							times(3, (i) -> put(application.client(), calls, BUCKET));
						}),
				new Scenario("CreateSession is denied for another bucket", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET, OTHER), (application, calls) -> {
							application.server().faults().on("CreateSession").bucket(OTHER).error(403, "AccessDenied");
							times(5, (i) -> {
								calls.makeInVain(() -> put(application.client(), OTHER));
								put(application.client(), calls, BUCKET);
							});
						}),
				new Scenario("a mistyped bucket beside a good one", Scenario.Kind.BLOCKING, Scenario.buckets(BUCKET),
						(application, calls) -> times(5, (i) -> {
							calls.makeInVain(() -> put(application.client(), "god--use1-az4--x-s3"));
							put(application.client(), calls, BUCKET);
						})),
				new Scenario("a bucket that is made after it was first asked for", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET), (application, calls) -> {
							calls.makeInVain(() -> put(application.client(), OTHER));
							application.server().createBucket(OTHER);
							// A failure may be remembered for a moment; after two seconds
							// nobody waits any more.
							Awaitility.await()
								.atMost(Duration.ofSeconds(2))
								.ignoreExceptions()
								.untilAsserted(() -> put(application.client(), OTHER));
							put(application.client(), calls, OTHER);
						}),
				new Scenario("one caller asks for a key that is too long", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET), (application, calls) -> {
							put(application.client(), calls, BUCKET);
							times(8, (i) -> {
								calls.makeInVain(() -> application.client()
									.headObject((head) -> head.bucket(BUCKET).key("k".repeat(1100))));
								put(application.client(), calls, BUCKET);
							});
						})
					.raisingSuspicion(),
				new Scenario("a tenant's bad keys beside the application's own", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET), (application, calls) -> times(5, (i) -> {
							calls.makeInVain(
									() -> putAs(application.client(), "AKIANOBODYKNOWSTHIS0", "whatever-it-may-be"));
							put(application.client(), calls, BUCKET);
						})),
				new Scenario("a tenant's keys, in a new provider for each request", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET)
							.andThen((server) -> server.principal("tenant", TENANT_KEY, TENANT_SECRET, null)),
						(application, calls) -> times(10, (i) -> {
							calls.make(() -> putAs(application.client(), TENANT_KEY, TENANT_SECRET));
							put(application.client(), calls, BUCKET);
						})),
				new Scenario("a provider of the application's own that answers by tenant", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET)
							.andThen((server) -> server.restrictedPrincipal("tenant", TENANT_KEY, TENANT_SECRET)),
						(application, calls) -> {
							AtomicBoolean tenant = new AtomicBoolean();
							S3Client own = application.ownClient((builder) -> builder.credentialsProvider(
									() -> tenant.get() ? AwsBasicCredentials.create(TENANT_KEY, TENANT_SECRET)
											: application.credentials().resolveCredentials()));
							times(3, (i) -> {
								tenant.set(false);
								put(own, calls, BUCKET);
								tenant.set(true);
								// Nothing allows the tenant to.
								calls.makeInVain(() -> put(own, BUCKET));
							});
						}),
				new Scenario("callers with a time-out of their own, and CreateSession hangs", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET), (application, calls) -> {
							application.server().faults().on("CreateSession").latency(HANGS);
							S3Client own = application.ownClient((builder) -> builder.overrideConfiguration(
									(configuration) -> configuration.apiCallTimeout(Duration.ofMillis(300))));
							times(3, (i) -> calls.makeInVain(() -> put(own, BUCKET)));
						}),
				new Scenario("the service ends all sessions, and goes on", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET), (application, calls) -> times(3, (round) -> {
							times(3, (i) -> put(application.client(), calls, BUCKET));
							application.server().sessions().revokeAll();
						})),
				new Scenario("CreateSession is out while a session is valid", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET).andThen((server) -> server.sessionLifetime(Duration.ofSeconds(16))),
						(application, calls) -> {
							put(application.client(), calls, BUCKET);
							application.server().faults().on("CreateSession").error(503, "ServiceUnavailable");
							// The SDK asks for another with less than 15 seconds left.
							Awaitility.await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
							times(3, (i) -> put(application.client(), calls, BUCKET));
						}),
				new Scenario("CreateSession hangs for another bucket of the zone", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET, OTHER), (application, calls) -> hanging(application, calls, OTHER)),
				new Scenario("CreateSession hangs for a bucket of another zone", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET, ELSEWHERE),
						(application, calls) -> hanging(application, calls, ELSEWHERE)),
				new Scenario("CreateSession asks to slow down for another bucket", Scenario.Kind.BLOCKING,
						(server) -> manyBuckets().forEach(server::bucket), (application, calls) -> {
							String throttled = manyBuckets().get(0);
							application.server().faults().on("CreateSession").bucket(throttled).error(503, "SlowDown");
							ExecutorService others = Executors.newFixedThreadPool(2);
							others.submit(() -> ignoringFailure(() -> put(application.client(), throttled)));
							others.submit(() -> ignoringFailure(() -> put(application.client(), throttled)));
							manyBuckets().stream()
								.skip(1)
								.forEach((bucket) -> put(application.client(), calls, bucket));
							end(others);
						}),
				new Scenario("the application's clock is wrong", Scenario.Kind.BLOCKING, Scenario.buckets(BUCKET),
						(application, calls) -> {
							application.server().faults().clockOffset(Duration.ofMinutes(25));
							times(5, (i) -> put(application.client(), calls, BUCKET));
						})
					.tellingEachClient()
					.setApart(),
				new Scenario("the service gives short sessions", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET).andThen((server) -> server.sessionLifetime(Duration.ofSeconds(8))),
						(application, calls) -> times(20, (i) -> put(application.client(), calls, BUCKET))),
				new Scenario("twenty presigned URLs", Scenario.Kind.BLOCKING, Scenario.buckets(BUCKET),
						(application, calls) -> times(20,
								(i) -> calls.make(() -> application.presigner()
									.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(4))
										.getObjectRequest((get) -> get.bucket(BUCKET).key("key")))))),
				new Scenario("a client of the application's own is closed", Scenario.Kind.BLOCKING,
						Scenario.buckets(BUCKET), (application, calls) -> {
							S3Client own = application.ownClient((builder) -> {
							});
							put(own, calls, BUCKET);
							own.close();
							times(5, (i) -> put(application.client(), calls, BUCKET));
						}),
				new Scenario("sessions are switched off on a builder", Scenario.Kind.BLOCKING, Scenario.buckets(BUCKET),
						(application, calls) -> {
							S3Client own = application
								.ownClient((builder) -> builder.disableS3ExpressSessionAuth(true));
							times(5, (i) -> put(own, calls, BUCKET));
						}));
	}

	private static void hanging(Contender application, Calls calls, String bucket) {
		Faults.Fault hang = application.server().faults().on("CreateSession").bucket(bucket).latency(HANGS);
		ExecutorService others = Executors.newFixedThreadPool(8);
		IntStream.range(0, 8)
			.forEach((i) -> others.submit(() -> ignoringFailure(() -> put(application.client(), bucket))));
		Awaitility.await().until(() -> hang.struck() > 0);
		times(5, (i) -> put(application.client(), calls, BUCKET));
		end(others);
	}

	private static List<String> manyBuckets() {
		return IntStream.range(0, 30).mapToObj("many-%d--use1-az4--x-s3"::formatted).toList();
	}

	private static void put(S3Client client, Calls calls, String bucket) {
		calls.make(() -> put(client, bucket));
	}

	private static void put(S3Client client, String bucket) {
		client.putObject((put) -> put.bucket(bucket).key("key"), RequestBody.fromString("content"));
	}

	private static void putAs(S3Client client, String accessKeyId, String secretAccessKey) {
		StaticCredentialsProvider credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey));
		client.putObject(
				(put) -> put.bucket(BUCKET)
					.key("key")
					.overrideConfiguration((override) -> override.credentialsProvider(credentials)),
				RequestBody.fromString("content"));
	}

	private static void times(int times, IntConsumer action) {
		IntStream.range(0, times).forEach(action);
	}

	private static void atOnce(int threads, IntConsumer action) {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		IntStream.range(0, threads).forEach((i) -> executor.submit(() -> action.accept(i)));
		end(executor);
	}

	private static void ignoringFailure(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			// It is meant to fail, or to take long: the scenario is about others.
		}
	}

	private static void end(ExecutorService executor) {
		executor.shutdown();
		try {
			if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
				throw new IllegalStateException("Calls of the scenario do not end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
