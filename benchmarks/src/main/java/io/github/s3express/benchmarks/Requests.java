/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

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
	 * Puts a small object into the first bucket.
	 * @return whether that failed
	 */
	static boolean putFails(S3Client client) {
		try {
			client.putObject((put) -> put.bucket(Buckets.name(0)).key("key"), RequestBody.fromString("content"));
			return false;
		}
		catch (SdkException ex) {
			return true;
		}
	}

	static long failedPuts(S3Client client, int requests) {
		long failures = 0;
		for (int i = 0; i < requests; i++) {
			failures += putFails(client) ? 1 : 0;
		}
		return failures;
	}

}
