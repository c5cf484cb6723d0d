/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;

/**
 * Asks the service for what a listing needs besides the first page.
 */
interface ListingSource {

	CompletableFuture<ListingPage> page(ListingQuery query);

	/**
	 * Open multipart uploads below a prefix.
	 * @param prefix the prefix
	 * @param previous the page before, or {@code null} for the first
	 * @return one page
	 */
	CompletableFuture<ListMultipartUploadsResponse> uploads(String prefix,
			@Nullable ListMultipartUploadsResponse previous);

}
