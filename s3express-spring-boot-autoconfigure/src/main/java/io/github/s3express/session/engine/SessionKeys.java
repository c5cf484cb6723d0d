/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.SessionPrincipal;

/**
 * The keys of buckets that have been asked for before, so that requests need not check
 * their names again. Takes up so many and no more: a flood of names costs time, not
 * memory.
 */
final class SessionKeys {

	private static final int MAX = 10_000;

	private final ConcurrentMap<String, BucketKeys> buckets = new ConcurrentHashMap<>();

	private final BucketCatalog catalog;

	private final SessionPrincipal principal;

	SessionKeys(BucketCatalog catalog, SessionPrincipal principal) {
		this.catalog = catalog;
		this.principal = principal;
	}

	/**
	 * The keys of a bucket.
	 * @throws IllegalArgumentException if the name is not a directory bucket's
	 */
	BucketKeys of(@Nullable String bucket) {
		// Callers without null checks get the sentence of a bad name.
		String value = (bucket != null) ? bucket : "";
		BucketKeys known = this.buckets.get(value);
		if (known != null) {
			return known;
		}
		DirectoryBucketName name = new DirectoryBucketName(value);
		BucketKeys made = new BucketKeys(name, this.catalog.mode(name), this.principal, this.catalog.region(name));
		if (this.buckets.size() < MAX) {
			// Of those that come at once all take the same.
			BucketKeys first = this.buckets.putIfAbsent(value, made);
			return (first != null) ? first : made;
		}
		return made;
	}

}
