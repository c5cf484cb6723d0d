/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Small requests that need a session.
 */
final class Requests {

	private Requests() {
	}

	static void list(S3Client client, int bucket) {
		client.listObjectsV2((list) -> list.bucket(Buckets.name(bucket)).maxKeys(1));
	}

	/**
	 * Puts a small object into a bucket.
	 * @return whether that failed
	 */
	static boolean putFails(S3Client client, int bucket) {
		try {
			client.putObject((put) -> put.bucket(Buckets.name(bucket)).key("key"), RequestBody.fromString("content"));
			return false;
		}
		catch (SdkException ex) {
			return true;
		}
	}

	static long failedPuts(S3Client client, int requests) {
		long failures = 0;
		for (int i = 0; i < requests; i++) {
			failures += putFails(client, 0) ? 1 : 0;
		}
		return failures;
	}

	/**
	 * Puts small objects into a bucket, each from a thread of its own.
	 * @return how many failed
	 */
	static long failedPutsAtOnce(S3Client client, int bucket, int threads) throws Exception {
		ExecutorService senders = Executors.newFixedThreadPool(threads);
		CyclicBarrier start = new CyclicBarrier(threads);
		try {
			List<Future<Boolean>> sent = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				sent.add(senders.submit(() -> {
					start.await();
					return putFails(client, bucket);
				}));
			}
			long failures = 0;
			for (Future<Boolean> request : sent) {
				failures += request.get() ? 1 : 0;
			}
			return failures;
		}
		finally {
			senders.shutdownNow();
		}
	}

}
