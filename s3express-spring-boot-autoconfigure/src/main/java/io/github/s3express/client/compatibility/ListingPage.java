/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One page of a listing.
 *
 * @param contents the objects
 * @param prefixes the common prefixes
 * @param next where the next page begins, or {@code null} if this is the last one
 */
record ListingPage(List<S3Object> contents, List<String> prefixes, @Nullable String next) {

	static ListingPage of(ListObjectsV2Response response) {
		boolean truncated = Boolean.TRUE.equals(response.isTruncated());
		return new ListingPage(response.contents(),
				response.commonPrefixes().stream().map(CommonPrefix::prefix).toList(),
				truncated ? response.nextContinuationToken() : null);
	}

	int size() {
		return this.contents.size() + this.prefixes.size();
	}

	ListingPage matching(Predicate<String> names) {
		return new ListingPage(this.contents.stream().filter((object) -> names.test(object.key())).toList(),
				this.prefixes.stream().filter(names).toList(), this.next);
	}

	ListingPage withPrefixes(List<String> others) {
		return new ListingPage(this.contents, others, this.next);
	}

}
