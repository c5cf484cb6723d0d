/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists in the order of keys: reads all that the service lists and keeps the entries that
 * come next, no more of them than a page holds. A page begins after the last entry of the
 * one before, whoever asks for it.
 */
final class SortedListing implements ListingWork {

	private final ListingQuery first;

	private final String prefix;

	private final @Nullable String delimiter;

	private final @Nullable String after;

	private final int maxKeys;

	private final int maxKeysSorted;

	/**
	 * Creates a listing.
	 * @param first what to ask for first
	 * @param prefix how names are to begin
	 * @param delimiter a delimiter that the service lacks, or {@code null}
	 * @param after the entry that the page comes after, or {@code null}
	 * @param maxKeys number of entries at most
	 * @param maxKeysSorted number of entries of the service that are read at most
	 */
	SortedListing(ListingQuery first, String prefix, @Nullable String delimiter, @Nullable String after, int maxKeys,
			int maxKeysSorted) {
		this.first = first;
		this.prefix = prefix;
		this.delimiter = delimiter;
		this.after = after;
		this.maxKeys = maxKeys;
		this.maxKeysSorted = maxKeysSorted;
	}

	@Override
	public ListingQuery first() {
		return this.first;
	}

	@Override
	public CompletableFuture<ListingPage> page(ListingPage page, ListingSource source) {
		Selection selection = new Selection();
		return AsyncLoop
			.until((read) -> read.next() == null, add(selection, page),
					(read) -> source.page(this.first.at(read.next())).thenApply((found) -> add(selection, found)))
			.thenApply((end) -> selection.page());
	}

	private ListingPage add(Selection selection, ListingPage page) {
		selection.add(page);
		if (selection.read > this.maxKeysSorted) {
			throw SdkClientException
				.create(("More than %d keys lie below the prefix '%s', too many to list them in the "
						+ "order of keys; raise s3express.compatibility.max-keys-sorted or list a longer prefix")
					.formatted(this.maxKeysSorted, this.first.prefix()));
		}
		return page;
	}

	/**
	 * The entries that come next of those read so far, and one more.
	 */
	private final class Selection {

		private final TreeMap<String, Entry> entries = new TreeMap<>(KeyOrder.INSTANCE);

		private int read;

		private void add(ListingPage page) {
			SortedListing listing = SortedListing.this;
			Predicate<String> below = (name) -> name.startsWith(listing.prefix);
			page.contents().stream().filter((object) -> below.test(object.key())).forEach(this::add);
			page.prefixes().stream().filter(below).forEach((name) -> add(name, null));
			this.read += page.size();
		}

		private void add(S3Object object) {
			String own = SortedListing.this.delimiter;
			int end = (own != null) ? object.key().indexOf(own, SortedListing.this.prefix.length()) : -1;
			if (own != null && end >= 0) {
				add(object.key().substring(0, end + own.length()), null);
			}
			else {
				add(object.key(), object);
			}
		}

		private void add(String name, @Nullable S3Object object) {
			String after = SortedListing.this.after;
			if (after == null || KeyOrder.INSTANCE.compare(name, after) > 0) {
				this.entries.put(name, new Entry(name, object));
				if (this.entries.size() > SortedListing.this.maxKeys + 1) {
					this.entries.pollLastEntry();
				}
			}
		}

		private ListingPage page() {
			int maximum = SortedListing.this.maxKeys;
			List<Entry> page = this.entries.values().stream().limit(maximum).toList();
			boolean truncated = maximum > 0 && this.entries.size() > maximum;
			return new ListingPage(page.stream().map(Entry::object).filter(Objects::nonNull).toList(),
					page.stream().filter((entry) -> entry.object == null).map(Entry::name).toList(),
					truncated ? page.get(page.size() - 1).name : null);
		}

	}

	/**
	 * An object or a common prefix.
	 *
	 * @param name the key or the prefix
	 * @param object the object, or {@code null} for a prefix
	 */
	private record Entry(String name, @Nullable S3Object object) {
	}

}
