/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Finds the last of the keys that a writer has rolled over to, from a listing: older ones
 * may have been removed meanwhile.
 */
final class AppendSequences {

	private AppendSequences() {
	}

	// Prefixes of listings end with the delimiter in directory buckets, and listings have
	// no order.
	private static ListObjectsV2Request listing(String bucket, String key) {
		int folder = key.lastIndexOf('/') + 1;
		return ListObjectsV2Request.builder()
			.bucket(bucket)
			.prefix((folder > 0) ? key.substring(0, folder) : null)
			.build();
	}

	static int last(S3Client client, String bucket, String key) {
		Pattern rolled = pattern(key);
		return client.listObjectsV2Paginator(listing(bucket, key))
			.contents()
			.stream()
			.map(S3Object::key)
			.mapToInt((found) -> sequence(rolled, key, found))
			.max()
			.orElse(0);
	}

	static CompletableFuture<Integer> last(S3AsyncClient client, String bucket, String key) {
		Pattern rolled = pattern(key);
		AtomicInteger last = new AtomicInteger();
		return client.listObjectsV2Paginator(listing(bucket, key))
			.contents()
			.subscribe((found) -> last.accumulateAndGet(sequence(rolled, key, found.key()), Math::max))
			.thenApply((nothing) -> last.get());
	}

	private static Pattern pattern(String key) {
		return Pattern.compile(Pattern.quote(key) + "-[0-9]{6}");
	}

	private static int sequence(Pattern rolled, String key, String found) {
		return rolled.matcher(found).matches() ? Integer.parseInt(found.substring(key.length() + 1)) : 0;
	}

}
