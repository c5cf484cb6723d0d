/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What is done for one listing.
 *
 * @param request what the caller asked for
 * @param kinds what is made up for
 * @param work makes the page
 * @param positions gives the caller's token or marker of the next page, for a page that
 * is not the last
 */
record ListingPlan(ListingRequest request, Set<CompatibilityKind> kinds, ListingWork work,
		Function<ListingPage, @Nullable String> positions) {

	@Nullable String nextPosition(ListingPage page) {
		return (page.next() != null) ? this.positions.apply(page) : null;
	}

}
