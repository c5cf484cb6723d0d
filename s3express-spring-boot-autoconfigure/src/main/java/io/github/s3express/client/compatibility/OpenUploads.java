/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Leaves out common prefixes below which there are open multipart uploads but no object.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
final class OpenUploads implements ListingWork {

	private final ListingWork delegate;

	/**
	 * Creates a listing without prefixes of open uploads.
	 * @param delegate the listing with them
	 */
	OpenUploads(ListingWork delegate) {
		this.delegate = delegate;
	}

	@Override
	public ListingQuery first() {
		return this.delegate.first();
	}

	@Override
	public CompletableFuture<ListingPage> page(ListingPage first, ListingSource source) {
		return this.delegate.page(first, source).thenCompose((page) -> without(page, source));
	}

	private CompletableFuture<ListingPage> without(ListingPage page, ListingSource source) {
		if (page.prefixes().isEmpty()) {
			return CompletableFuture.completedFuture(page);
		}
		Set<String> doubtful = new HashSet<>();
		return AsyncLoop
			.until(Uploads::areKnown, new Uploads(null),
					(known) -> source.uploads(first().prefix(), known.page)
						.thenApply((found) -> collect(found, page, doubtful)))
			.thenCompose((known) -> objectsBelow(List.copyOf(doubtful), source))
			.thenApply((empty) -> page
				.withPrefixes(page.prefixes().stream().filter((prefix) -> !empty.contains(prefix)).toList()));
	}

	private static Uploads collect(ListMultipartUploadsResponse found, ListingPage page, Set<String> doubtful) {
		List<String> keys = found.uploads().stream().map(MultipartUpload::key).toList();
		page.prefixes()
			.stream()
			.filter((prefix) -> keys.stream().anyMatch((key) -> key.startsWith(prefix)))
			.forEach(doubtful::add);
		return new Uploads(found);
	}

	private static CompletableFuture<Set<String>> objectsBelow(List<String> doubtful, ListingSource source) {
		Set<String> empty = new HashSet<>();
		return AsyncLoop.until((index) -> index == doubtful.size(), 0,
				(index) -> source.page(new ListingQuery(doubtful.get(index), null, null, 1)).thenApply((page) -> {
					if (page.size() == 0 && page.next() == null) {
						empty.add(doubtful.get(index));
					}
					return index + 1;
				}))
			.thenApply((end) -> empty);
	}

	/**
	 * How far the uploads are known.
	 *
	 * @param page the page that was read last, or {@code null} if none was
	 */
	private record Uploads(@Nullable ListMultipartUploadsResponse page) {

		private boolean areKnown() {
			return this.page != null && !Boolean.TRUE.equals(this.page.isTruncated());
		}

	}

}
