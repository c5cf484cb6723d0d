/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;

/**
 * Asks with a synchronous client, on the thread of the caller.
 *
 * @param client the client
 * @param request what the caller asked for
 * @param asIs marks requests that need no help
 */
record SyncListingSource(S3Client client, ListingRequest request,
		ExecutionAttribute<Boolean> asIs) implements ListingSource {

	@Override
	public CompletableFuture<ListingPage> page(ListingQuery query) {
		return CompletableFuture
			.completedFuture(ListingPage.of(this.client.listObjectsV2(this.request.further(query, this.asIs))));
	}

	@Override
	public CompletableFuture<ListMultipartUploadsResponse> uploads(String prefix,
			@Nullable ListMultipartUploadsResponse previous) {
		return CompletableFuture
			.completedFuture(this.client.listMultipartUploads(this.request.uploads(prefix, previous, this.asIs)));
	}

}
