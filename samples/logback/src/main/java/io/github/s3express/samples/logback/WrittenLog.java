/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import io.github.s3express.operations.S3ExpressOperations;

/**
 * What is in the bucket: the log, and what it was before it was renamed.
 */
final class WrittenLog {

	private static final Pattern ORDER = Pattern.compile("order ([0-9]+)");

	private final S3Client client;

	private final S3ExpressOperations operations;

	private final String bucket;

	private final String key;

	WrittenLog(S3Client client, S3ExpressOperations operations, String bucket, String key) {
		this.client = client;
		this.operations = operations;
		this.bucket = bucket;
		this.key = key;
	}

	/**
	 * All keys, oldest first: the one that is written is the shortest.
	 */
	List<String> keys() {
		List<String> keys = objects().stream()
			.map(S3Object::key)
			.filter((key) -> key.startsWith(this.key + "."))
			.sorted()
			.toList();
		return Stream.concat(keys.stream(), Stream.of(this.key)).toList();
	}

	long size() {
		return objects().stream().mapToLong(S3Object::size).sum();
	}

	private List<S3Object> objects() {
		return this.client
			.listObjectsV2Paginator(
					(list) -> list.bucket(this.bucket).prefix(this.key.substring(0, this.key.indexOf('/') + 1)))
			.contents()
			.stream()
			.toList();
	}

	/**
	 * How many orders there are.
	 * @throws IllegalStateException unless each is there once and in order
	 */
	long verify() throws IOException {
		// Whatever a dead writer has sent arrives before this or never.
		this.operations.append(this.bucket, this.key).close();
		List<String> numbers = ORDER.matcher(text()).results().map((MatchResult result) -> result.group(1)).toList();
		for (int i = 0; i < numbers.size(); i++) {
			if (Long.parseLong(numbers.get(i)) != i) {
				throw new IllegalStateException(
						"Order %s stands where %d should: %s".formatted(numbers.get(i), i, keys()));
			}
		}
		return numbers.size();
	}

	String text() {
		StringBuilder text = new StringBuilder();
		for (String key : keys()) {
			text.append(this.client.getObjectAsBytes((get) -> get.bucket(this.bucket).key(key)).asUtf8String());
		}
		return text.toString();
	}

}
