/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * What may happen to an application that calls S3 with the asynchronous client.
 */
final class AsyncScenarios {

	private static final String BUCKET = "good--use1-az4--x-s3";

	private static final String OTHER = "other--use1-az4--x-s3";

	private static final Duration TAKES_ITS_TIME = Duration.ofMillis(300);

	// In three parts.
	private static final byte[] LARGE = new byte[20 * 1024 * 1024];

	// A session, the beginning, three parts and one of them again, the completion.
	private static final int REQUESTS_OF_A_LARGE_OBJECT = 7;

	private AsyncScenarios() {
	}

	static Stream<Scenario> all() {
		return Stream.of(scenario("one bucket, again and again, asynchronously", (application, calls) -> {
			for (int i = 0; i < 50; i++) {
				put(application, calls, BUCKET);
			}
			calls.awaitAnswers();
		}), scenario("ten cold buckets at once, asynchronously, without a body", coldBuckets(),
				(application, calls) -> {
					application.server().faults().on("CreateSession").latency(TAKES_ITS_TIME);
					names().forEach((bucket) -> calls
						.begin(() -> application.asyncClient().listObjectsV2((list) -> list.bucket(bucket))));
					calls.awaitAnswers();
				}), scenario("ten cold buckets at once, asynchronously, with a body", coldBuckets(),
						(application, calls) -> {
							application.server().faults().on("CreateSession").latency(TAKES_ITS_TIME);
							names().forEach((bucket) -> put(application, calls, bucket));
							calls.awaitAnswers();
						}),
				scenario("forty calls of a cold bucket at once, asynchronously", (application, calls) -> {
					application.server().faults().on("CreateSession").latency(TAKES_ITS_TIME);
					for (int i = 0; i < 40; i++) {
						put(application, calls, BUCKET);
					}
					calls.awaitAnswers();
				}), scenario("a large object, asynchronously", (application, calls) -> {
					application.server().faults().on("CreateSession").latency(TAKES_ITS_TIME);
					putLarge(application.asyncClient(), calls);
					calls.awaitAnswers();
				}), scenario("a part is refused for its session", (application, calls) -> {
					application.server().faults().on("UploadPart").times(1).error(400, "ExpiredToken");
					putLarge(application.asyncClient(), calls);
					calls.awaitAnswers();
				}).withCallsOf(REQUESTS_OF_A_LARGE_OBJECT),
				scenario("a part of a transfer is refused for its session", (application, calls) -> {
					application.server().faults().on("UploadPart").times(1).error(400, "InvalidToken");
					calls.begin(() -> application.transferManager()
						.upload((upload) -> upload.putObjectRequest((put) -> put.bucket(BUCKET).key("large"))
							.requestBody(AsyncRequestBody.fromBytes(LARGE)))
						.completionFuture());
					calls.awaitAnswers();
				}).withCallsOf(REQUESTS_OF_A_LARGE_OBJECT),
				scenario("the service ends all sessions, and goes on, asynchronously", (application, calls) -> {
					put(application, calls, BUCKET);
					calls.awaitAnswers();
					application.server().sessions().revokeAll();
					for (int i = 0; i < 6; i++) {
						get(application, calls);
						calls.awaitAnswers();
					}
				}), scenario("one caller asks for a key that is too long, asynchronously", (application, calls) -> {
					put(application, calls, BUCKET);
					calls.awaitAnswers();
					for (int i = 0; i < 6; i++) {
						calls.begin(() -> application.asyncClient()
							.headObject((head) -> head.bucket(BUCKET).key("k".repeat(1_100))));
						calls.awaitInVain();
						get(application, calls);
						calls.awaitAnswers();
					}
				}).raisingSuspicion(), scenario("CreateSession fails once, asynchronously", (application, calls) -> {
					application.server().faults().on("CreateSession").times(1).error(503, "ServiceUnavailable");
					put(application, calls, BUCKET);
					calls.awaitAnswers();
				}), scenario("CreateSession is denied for another bucket, asynchronously",
						Scenario.buckets(BUCKET, OTHER), (application, calls) -> {
							application.server().faults().on("CreateSession").bucket(OTHER).error(403, "AccessDenied");
							for (int i = 0; i < 4; i++) {
								put(application, calls, OTHER);
								calls.awaitInVain();
								put(application, calls, BUCKET);
								calls.awaitAnswers();
							}
						}),
				scenario("a tenant's keys with each request, asynchronously",
						Scenario.buckets(BUCKET)
							.andThen((server) -> server.principal("tenant", "AKIATENANTPRINCIPAL0",
									"the-tenants-secret-access-key-0000000000", null)),
						(application, calls) -> {
							for (int i = 0; i < 6; i++) {
								putAsTenant(application.asyncClient(), calls);
								put(application, calls, BUCKET);
								calls.awaitAnswers();
							}
						}),
				scenario("the service is busy once, asynchronously", (application, calls) -> {
					put(application, calls, BUCKET);
					calls.awaitAnswers();
					application.server().faults().on("GetObject").times(1).error(503, "SlowDown");
					get(application, calls);
					calls.awaitAnswers();
				}), scenario("callers give up while CreateSession hangs, and others do not", (application, calls) -> {
					application.server().faults().on("CreateSession").latency(Duration.ofMillis(800));
					for (int i = 0; i < 5; i++) {
						calls.beginAndGiveUp(
								() -> application.asyncClient().listObjectsV2((list) -> list.bucket(BUCKET)));
					}
					put(application, calls, BUCKET);
					calls.awaitAnswers();
				}), scenario("everything is closed while calls are under way", (application, calls) -> {
					put(application, calls, BUCKET);
					calls.awaitAnswers();
					application.server().faults().on("GetObject").latency(Duration.ofSeconds(30));
					for (int i = 0; i < 20; i++) {
						get(application, calls);
					}
					Awaitility.await().until(() -> application.server().counters().count("GetObject") == 20);
				}));
	}

	private static Scenario scenario(String name, BiConsumer<Contender, Calls> work) {
		return scenario(name, Scenario.buckets(BUCKET), work);
	}

	private static Scenario scenario(String name, Consumer<S3ExpressLocalServer.Builder> server,
			BiConsumer<Contender, Calls> work) {
		return new Scenario(name, Scenario.Kind.ASYNCHRONOUS, server, work);
	}

	private static Consumer<S3ExpressLocalServer.Builder> coldBuckets() {
		return (server) -> names().forEach(server::bucket);
	}

	private static List<String> names() {
		return IntStream.range(0, 10).mapToObj("cold-%d--use1-az4--x-s3"::formatted).toList();
	}

	private static void put(Contender application, Calls calls, String bucket) {
		S3AsyncClient client = application.asyncClient();
		calls.begin(
				() -> client.putObject((put) -> put.bucket(bucket).key("key"), AsyncRequestBody.fromString("content")));
	}

	private static void get(Contender application, Calls calls) {
		S3AsyncClient client = application.asyncClient();
		calls.begin(() -> client.getObject((get) -> get.bucket(BUCKET).key("key"), AsyncResponseTransformer.toBytes()));
	}

	private static void putLarge(S3AsyncClient client, Calls calls) {
		calls
			.begin(() -> client.putObject((put) -> put.bucket(BUCKET).key("large"), AsyncRequestBody.fromBytes(LARGE)));
	}

	private static void putAsTenant(S3AsyncClient client, Calls calls) {
		StaticCredentialsProvider tenant = StaticCredentialsProvider
			.create(AwsBasicCredentials.create("AKIATENANTPRINCIPAL0", "the-tenants-secret-access-key-0000000000"));
		calls.begin(() -> client.putObject(
				(put) -> put.bucket(BUCKET)
					.key("key")
					.overrideConfiguration((override) -> override.credentialsProvider(tenant)),
				AsyncRequestBody.fromString("content")));
	}

}
