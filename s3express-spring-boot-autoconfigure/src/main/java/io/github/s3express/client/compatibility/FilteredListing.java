/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Lists as the service does and leaves out what was not asked for. Pages end where pages
 * of the service end, so that their tokens are the service's own and hold for ever.
 */
final class FilteredListing implements ListingWork {

	private final ListingQuery first;

	private final Predicate<String> names;

	private final int maxKeys;

	private final int maxEmptyPages;

	/**
	 * Creates a listing.
	 * @param first what to ask for first
	 * @param names what was asked for
	 * @param maxKeys number of entries at most
	 * @param maxEmptyPages number of pages that are read without finding an entry
	 */
	FilteredListing(ListingQuery first, Predicate<String> names, int maxKeys, int maxEmptyPages) {
		this.first = first;
		this.names = names;
		this.maxKeys = maxKeys;
		this.maxEmptyPages = maxEmptyPages;
	}

	@Override
	public ListingQuery first() {
		return this.first;
	}

	@Override
	public CompletableFuture<ListingPage> page(ListingPage page, ListingSource source) {
		return AsyncLoop
			.until((state) -> state.result != null, next(this.first, page, 1),
					(state) -> source.page(state.query).thenApply((found) -> next(state.query, found, state.pages)))
			.thenApply((state) -> (state.result != null) ? state.result : page);
	}

	private State next(ListingQuery query, ListingPage page, int pages) {
		ListingPage matching = page.matching(this.names);
		if (matching.size() > this.maxKeys && query.size() > this.maxKeys) {
			return new State(query.sized(smaller(query.size(), page)), null, pages);
		}
		if (matching.size() > 0 || page.next() == null || pages >= this.maxEmptyPages) {
			return new State(query, matching, pages);
		}
		return new State(query.at(page.next()), null, pages + 1);
	}

	// The same page again, cut short by the service and not here, so that the next one
	// begins where it ends. As far as the page shows its order, it ends with the last
	// entry that has room; that many entries at the most always have.
	private int smaller(int size, ListingPage page) {
		int wanted = this.maxKeys;
		int read = 0;
		for (int i = 0; i < page.contents().size() && wanted > 0; i++) {
			read++;
			if (this.names.test(page.contents().get(i).key())) {
				wanted--;
			}
		}
		return Math.max(this.maxKeys, (wanted == 0 && read < size) ? read : size / 2);
	}

	/**
	 * Where the search is.
	 *
	 * @param query the query to send next, or that led to the result
	 * @param result the page, once it was found
	 * @param pages number of pages that were read
	 */
	private record State(ListingQuery query, @Nullable ListingPage result, int pages) {
	}

}
