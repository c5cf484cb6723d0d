/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.concurrent.CompletableFuture;

/**
 * How a page is made of what the service lists.
 */
interface ListingWork {

	/**
	 * What to ask the service for first.
	 */
	ListingQuery first();

	/**
	 * Makes the page.
	 * @param first the answer to the first query
	 * @param source answers further ones
	 * @return the page that was asked for
	 */
	CompletableFuture<ListingPage> page(ListingPage first, ListingSource source);

}
