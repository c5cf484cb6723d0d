/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.s3express.session.DirectoryBucketName;

/**
 * Values of the tag {@code bucket}: the names of the first so many buckets, and one value
 * for all others. A meter, once there, stays: so does the name that it took.
 */
final class BucketTags {

	static final String OTHER = "other";

	private final int max;

	private final Set<DirectoryBucketName> named = ConcurrentHashMap.newKeySet();

	BucketTags(int max) {
		this.max = max;
	}

	String tag(DirectoryBucketName bucket) {
		return isNamed(bucket) ? bucket.value() : OTHER;
	}

	private boolean isNamed(DirectoryBucketName bucket) {
		if (this.named.contains(bucket)) {
			return true;
		}
		synchronized (this.named) {
			return this.named.size() < this.max && this.named.add(bucket);
		}
	}

}
