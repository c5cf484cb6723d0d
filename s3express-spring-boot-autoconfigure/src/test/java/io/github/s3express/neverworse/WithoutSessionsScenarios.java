/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * What may happen to an application that has switched sessions off. The SDK alone makes
 * none then, so none may be made.
 */
final class WithoutSessionsScenarios {

	private static final String BUCKET = "off--use1-az4--x-s3";

	private WithoutSessionsScenarios() {
	}

	static Stream<Scenario> all() {
		return Stream.of(
				scenario("sessions are off, synchronously",
						(application, calls) -> calls.make(() -> application.client()
							.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content")))),
				scenario("sessions are off, asynchronously", (application, calls) -> {
					calls.begin(() -> application.asyncClient()
						.putObject((put) -> put.bucket(BUCKET).key("key"), AsyncRequestBody.fromString("content")));
					calls.awaitAnswers();
				}), scenario("sessions are off for transfers", (application, calls) -> {
					calls.begin(() -> application.transferManager()
						.upload((upload) -> upload.putObjectRequest((put) -> put.bucket(BUCKET).key("large"))
							.requestBody(AsyncRequestBody.fromBytes(new byte[20 * 1024 * 1024])))
						.completionFuture());
					calls.awaitAnswers();
				}),
				scenario("sessions are off for presigned URLs, which live longer than any",
						(application,
								calls) -> calls.make(() -> application.presigner()
									.presignGetObject((presign) -> presign.signatureDuration(Duration.ofHours(1))
										.getObjectRequest((get) -> get.bucket(BUCKET).key("key"))))),
				scenario("sessions are off for the application's own builders", (application, calls) -> {
					calls.make(() -> application.ownClient((builder) -> builder.disableS3ExpressSessionAuth(true))
						.listObjectsV2((list) -> list.bucket(BUCKET)));
					calls.begin(() -> application.ownAsyncClient((builder) -> builder.disableS3ExpressSessionAuth(true))
						.listObjectsV2((list) -> list.bucket(BUCKET)));
					calls.awaitAnswers();
				}));
	}

	private static Scenario scenario(String name, BiConsumer<Contender, Calls> work) {
		return new Scenario(name, Scenario.Kind.WITHOUT_SESSIONS, Scenario.buckets(BUCKET), work);
	}

}
