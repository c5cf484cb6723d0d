/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Decides what a listing needs: nothing, the first version sent as the second, its
 * parent's listing filtered, or all of that in the order of keys. Refuses what would not
 * be exact.
 */
final class ListingPlanner {

	private static final String SLASH = "/";

	// A token of the service, given as a marker.
	private static final String PAGE_MARKER = "s3express-page:";

	// The last entry of a page in the order of keys, given as a token.
	private static final String AFTER_TOKEN = "s3express-after:";

	private final CompatibilitySettings settings;

	private final ListingMarkers markers;

	private final int pageSize;

	/**
	 * Creates a planner.
	 * @param settings what is made up for
	 * @param markers remembers where pages end
	 * @param pageSize number of entries that the service is asked for where most may not
	 * be wanted
	 */
	ListingPlanner(CompatibilitySettings settings, ListingMarkers markers, int pageSize) {
		this.settings = settings;
		this.pageSize = pageSize;
		this.markers = markers;
	}

	/**
	 * What to do for a listing of a directory bucket.
	 * @param request the listing
	 * @return the plan, or {@code null} if it is to be sent as it is
	 * @throws SdkClientException if it cannot be answered exactly
	 */
	@Nullable ListingPlan plan(ListingRequest request) {
		Set<CompatibilityKind> kinds = kinds(request);
		if (kinds.isEmpty() || (request.v1() && !this.settings.listV1())) {
			return null;
		}
		Position position = position(request, kinds);
		refuseInexact(request, position.after);
		boolean filters = kinds.contains(CompatibilityKind.LIST_PREFIX);
		boolean ownDelimiter = filters && isOther(request.delimiter());
		int size = ((filters || position.sorted) && request.maxKeys() > 0) ? Math.max(this.pageSize, request.maxKeys())
				: request.maxKeys();
		ListingQuery first = new ListingQuery(filters ? parent(request.prefix()) : request.prefix(),
				ownDelimiter ? null : request.delimiter(), position.token, size);
		ListingWork work = position.sorted
				? new SortedListing(first, request.prefix(), ownDelimiter ? request.delimiter() : null, position.after,
						request.maxKeys(), this.settings.maxKeysSorted())
				: new FilteredListing(first, (name) -> isListed(name, request.prefix(), position.after),
						request.maxKeys(), this.settings.maxEmptyPages());
		return new ListingPlan(request, kinds,
				kinds.contains(CompatibilityKind.LIST_OPEN_UPLOADS) ? new OpenUploads(work) : work,
				(page) -> next(request, page, position.sorted));
	}

	private Set<CompatibilityKind> kinds(ListingRequest request) {
		Set<CompatibilityKind> kinds = EnumSet.noneOf(CompatibilityKind.class);
		if (request.v1()) {
			kinds.add(CompatibilityKind.LIST_V1);
		}
		if (this.settings.listPrefix()
				&& (!isParent(request.prefix()) || isOther(request.delimiter()) || request.startAfter() != null)) {
			kinds.add(CompatibilityKind.LIST_PREFIX);
		}
		if (this.settings.listOrder()) {
			kinds.add(CompatibilityKind.LIST_ORDER);
		}
		if (!this.settings.listOpenUploads() && SLASH.equals(request.delimiter())) {
			kinds.add(CompatibilityKind.LIST_OPEN_UPLOADS);
		}
		return kinds;
	}

	private static boolean isParent(String prefix) {
		return prefix.isEmpty() || prefix.endsWith(SLASH);
	}

	private static String parent(String prefix) {
		return prefix.substring(0, prefix.lastIndexOf(SLASH) + 1);
	}

	private static boolean isOther(@Nullable String delimiter) {
		return delimiter != null && !SLASH.equals(delimiter);
	}

	private static boolean isListed(String name, String prefix, @Nullable String after) {
		return name.startsWith(prefix) && (after == null || KeyOrder.INSTANCE.compare(name, after) > 0);
	}

	private Position position(ListingRequest request, Set<CompatibilityKind> kinds) {
		boolean sorted = kinds.contains(CompatibilityKind.LIST_ORDER)
				|| (kinds.contains(CompatibilityKind.LIST_PREFIX) && isOther(request.delimiter()));
		String given = request.position();
		if (!request.v1()) {
			return sorted ? new Position(true, null, later(request.startAfter(), afterToken(given)))
					: new Position(false, serviceToken(given), request.startAfter());
		}
		if (sorted || given == null) {
			return new Position(sorted, null, given);
		}
		String token = given.startsWith(PAGE_MARKER) ? given.substring(PAGE_MARKER.length())
				: this.markers.token(request, given);
		// A key that ended no page: what comes after it can only be told in order.
		return (token != null) ? new Position(false, token, null) : new Position(true, null, given);
	}

	private static @Nullable String later(@Nullable String startAfter, @Nullable String last) {
		return (last != null) ? last : startAfter;
	}

	private static @Nullable String afterToken(@Nullable String token) {
		if (token == null) {
			return null;
		}
		if (!token.startsWith(AFTER_TOKEN)) {
			throw SdkClientException
				.create(("The continuation token '%s' is of a listing in no order; begin a listing in "
						+ "the order of keys without a token")
					.formatted(token));
		}
		try {
			return new String(Base64.getUrlDecoder().decode(token.substring(AFTER_TOKEN.length())),
					StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw SdkClientException
				.create("The continuation token '%s' is incomplete; pass it on as it was given".formatted(token), ex);
		}
	}

	private static @Nullable String serviceToken(@Nullable String token) {
		if (token != null && token.startsWith(AFTER_TOKEN)) {
			throw SdkClientException
				.create(("The continuation token '%s' is of a listing in the order of keys; go on with "
						+ "the same delimiter, and with s3express.compatibility.list-order as it was")
					.formatted(token));
		}
		return token;
	}

	// What a general purpose bucket lists of a common prefix that it is half through
	// depends on keys that are not listed here.
	private static void refuseInexact(ListingRequest request, @Nullable String after) {
		String delimiter = request.delimiter();
		if (after == null || delimiter == null || !after.startsWith(request.prefix())) {
			return;
		}
		int end = after.indexOf(delimiter, request.prefix().length());
		if (end >= 0 && end + delimiter.length() < after.length()) {
			throw SdkClientException
				.create(("%s '%s' lies within the common prefix '%s', which cannot be listed exactly in "
						+ "a directory bucket; list without a delimiter, or start after the common prefix")
					.formatted(request.v1() ? "marker" : "start-after", after,
							after.substring(0, end + delimiter.length())));
		}
	}

	private @Nullable String next(ListingRequest request, ListingPage page, boolean sorted) {
		String next = page.next();
		if (next == null || !request.v1()) {
			return (next != null && sorted)
					? AFTER_TOKEN + Base64.getUrlEncoder().encodeToString(next.getBytes(StandardCharsets.UTF_8)) : next;
		}
		if (sorted) {
			this.markers.forget(request, next);
			return next;
		}
		if (!page.contents().isEmpty()) {
			this.markers.remember(request, page.contents().get(page.contents().size() - 1).key(), next);
		}
		if (!page.prefixes().isEmpty()) {
			this.markers.remember(request, page.prefixes().get(page.prefixes().size() - 1), next);
		}
		return PAGE_MARKER + next;
	}

	/**
	 * Where a page begins.
	 *
	 * @param sorted whether it is in the order of keys
	 * @param token the service's token, or {@code null} to begin at the beginning
	 * @param after what to leave out up to, or {@code null}
	 */
	private record Position(boolean sorted, @Nullable String token, @Nullable String after) {
	}

}
