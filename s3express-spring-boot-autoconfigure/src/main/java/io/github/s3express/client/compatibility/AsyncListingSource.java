/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;

/**
 * Asks with an asynchronous client, until the caller loses interest.
 *
 * @param client the client
 * @param request what the caller asked for
 * @param asIs marks requests that need no help
 * @param cancelled whether the caller has lost interest
 */
record AsyncListingSource(S3AsyncClient client, ListingRequest request, ExecutionAttribute<Boolean> asIs,
		BooleanSupplier cancelled) implements ListingSource {

	@Override
	public CompletableFuture<ListingPage> page(ListingQuery query) {
		if (this.cancelled.getAsBoolean()) {
			return CompletableFuture.failedFuture(new CancellationException("The listing was cancelled"));
		}
		return this.client.listObjectsV2(this.request.further(query, this.asIs)).thenApply(ListingPage::of);
	}

	@Override
	public CompletableFuture<ListMultipartUploadsResponse> uploads(String prefix,
			@Nullable ListMultipartUploadsResponse previous) {
		return this.client.listMultipartUploads(this.request.uploads(prefix, previous, this.asIs));
	}

}
