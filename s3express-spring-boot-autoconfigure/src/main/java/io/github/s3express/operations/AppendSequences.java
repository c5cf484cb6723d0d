/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Finds among the keys that writers have rolled over to the one to begin with, from a
 * listing: older ones may have been removed meanwhile.
 */
final class AppendSequences {

	private final NavigableMap<Integer, Long> sizes = new ConcurrentSkipListMap<>();

	private final String key;

	private final Pattern rolled;

	private AppendSequences(String key) {
		this.key = key;
		this.rolled = Pattern.compile(Pattern.quote(key) + "-[0-9]{6}");
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

	static int first(S3Client client, String bucket, String key) {
		AppendSequences found = new AppendSequences(key);
		client.listObjectsV2Paginator(listing(bucket, key)).contents().forEach(found::add);
		return found.first();
	}

	static CompletableFuture<Integer> first(S3AsyncClient client, String bucket, String key) {
		AppendSequences found = new AppendSequences(key);
		return client.listObjectsV2Paginator(listing(bucket, key))
			.contents()
			.subscribe(found::add)
			.thenApply((nothing) -> found.first());
	}

	private void add(S3Object object) {
		if (object.key().equals(this.key)) {
			this.sizes.put(0, object.size());
		}
		else if (this.rolled.matcher(object.key()).matches()) {
			this.sizes.put(Integer.parseInt(object.key().substring(this.key.length() + 1)), object.size());
		}
	}

	private int first() {
		return first(this.sizes);
	}

	/**
	 * Where a writer begins: with the last key, but if nothing is in it, with the one
	 * before. An empty one may have been left by a writer that found out then that it had
	 * been taken over; whoever did that still writes the one before, and must be shut out
	 * there.
	 * @param sizes the size of the object of each key
	 */
	static int first(NavigableMap<Integer, Long> sizes) {
		Map.Entry<Integer, Long> last = sizes.lastEntry();
		if (last == null) {
			return 0;
		}
		boolean left = last.getValue() == 0 && sizes.containsKey(last.getKey() - 1);
		return left ? last.getKey() - 1 : last.getKey();
	}

}
