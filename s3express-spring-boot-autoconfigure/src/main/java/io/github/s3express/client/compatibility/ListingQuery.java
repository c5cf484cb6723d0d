/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import org.jspecify.annotations.Nullable;

/**
 * What the service is asked for.
 *
 * @param prefix the prefix, empty for the whole bucket
 * @param delimiter the delimiter, or {@code null}
 * @param token where the page begins, or {@code null} for the first
 * @param size number of entries at most
 */
record ListingQuery(String prefix, @Nullable String delimiter, @Nullable String token, int size) {

	/**
	 * The largest page that the service gives.
	 */
	static final int LARGEST = 1000;

	ListingQuery at(@Nullable String other) {
		return new ListingQuery(this.prefix, this.delimiter, other, this.size);
	}

	ListingQuery sized(int other) {
		return new ListingQuery(this.prefix, this.delimiter, this.token, other);
	}

}
