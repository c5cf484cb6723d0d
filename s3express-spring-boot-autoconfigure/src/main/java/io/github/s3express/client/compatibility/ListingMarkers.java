/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Remembers where the next page begins after the last key of a page, for callers that
 * take that for the marker. The service lists in no order, so the key itself does not
 * tell. Bounded: what was not used for longest is forgotten first. Thread-safe.
 */
final class ListingMarkers {

	private static final int MAX_MARKERS = 10_000;

	private final Map<Marker, String> tokens = new LinkedHashMap<>(16, 0.75F, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Marker, String> eldest) {
			return size() > MAX_MARKERS;
		}

	};

	synchronized @Nullable String token(ListingRequest request, String name) {
		return this.tokens.get(Marker.of(request, name));
	}

	synchronized void remember(ListingRequest request, String name, String token) {
		this.tokens.put(Marker.of(request, name), token);
	}

	/**
	 * The last key of a page in the order of keys tells by itself where the next begins.
	 */
	synchronized void forget(ListingRequest request, String name) {
		this.tokens.remove(Marker.of(request, name));
	}

	/**
	 * What a page was asked for with. Other sizes make other pages end with the same key.
	 *
	 * @param bucket the bucket
	 * @param prefix the prefix
	 * @param delimiter the delimiter, or {@code null}
	 * @param size number of entries at most
	 * @param name the last key or common prefix
	 */
	private record Marker(String bucket, String prefix, @Nullable String delimiter, int size, String name) {

		private static Marker of(ListingRequest request, String name) {
			return new Marker(request.bucket(), request.prefix(), request.delimiter(), request.maxKeys(), name);
		}

	}

}
