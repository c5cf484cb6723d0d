/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.benchmarks.Scenario.Figure;

/**
 * How often CreateSession is called. All figures are exact.
 */
final class CallsChapter implements Chapter {

	private static final String SESSIONS_MADE = "CreateSession calls";

	@Override
	public String title() {
		return "Calls";
	}

	@Override
	public List<Row> run(Effort effort) throws Exception {
		List<Row> rows = new ArrayList<>();
		for (Scenario scenario : List.of(roundRobin(30, 300), roundRobin(120, 240), roundRobin(1000, 2000),
				threeClients(), presignedUrls(1000))) {
			rows.addAll(scenario.run());
		}
		rows.addAll(HourOfTraffic.run());
		return rows;
	}

	private static Scenario roundRobin(int buckets, int requests) {
		return Scenario.of("%d requests round robin over %d buckets".formatted(requests, buckets),
				Figure.counted(SESSIONS_MADE, buckets)
					.withHeadline("CreateSession calls, %,d requests to %,d buckets".formatted(requests, buckets)),
				() -> Buckets.server(buckets).start(), (contender) -> {
					try (S3Client client = contender.newClient()) {
						for (int i = 0; i < requests; i++) {
							Requests.list(client, i % buckets);
						}
					}
					return contender.sessionsMade();
				});
	}

	private static Scenario threeClients() {
		return Scenario.of("3 clients, one of them asynchronous, one bucket", Figure.counted(SESSIONS_MADE, 1),
				() -> Buckets.server(1).start(), (contender) -> {
					try (S3Client one = contender.newClient();
							S3Client two = contender.newClient();
							S3AsyncClient three = contender.newAsyncClient()) {
						Requests.list(one, 0);
						Requests.list(two, 0);
						three.listObjectsV2((list) -> list.bucket(Buckets.name(0))).join();
					}
					return contender.sessionsMade();
				});
	}

	private static Scenario presignedUrls(int urls) {
		return Scenario.of("%d presigned URLs, one bucket".formatted(urls),
				Figure.counted(SESSIONS_MADE, 1)
					.withHeadline("CreateSession calls for %,d presigned URLs".formatted(urls)),
				() -> Buckets.server(1).start(), (contender) -> {
					try (S3Presigner presigner = contender.newPresigner()) {
						for (int i = 0; i < urls; i++) {
							String key = "key-" + i;
							presigner.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1))
								.getObjectRequest((get) -> get.bucket(Buckets.name(0)).key(key)));
						}
					}
					return contender.sessionsMade();
				});
	}

}
