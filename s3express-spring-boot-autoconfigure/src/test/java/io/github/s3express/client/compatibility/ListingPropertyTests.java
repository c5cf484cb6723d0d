/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listings of any keys, prefixes, delimiters and page sizes, of both versions and both
 * kinds of client, hold what a general purpose bucket lists; and in its order, if asked.
 */
class ListingPropertyTests {

	private static final AtomicInteger BUCKETS = new AtomicInteger();

	private static CompatibilityFixture fixture;

	private static List<Lister> unsorted;

	private static List<Lister> sorted;

	@BeforeContainer
	static void start() {
		fixture = new CompatibilityFixture(3);
		CompatibilitySettings order = CompatibilityFixture.sorted(1000);
		unsorted = List.of(fixture.lister(false, CompatibilitySettings.DEFAULT),
				fixture.lister(true, CompatibilitySettings.DEFAULT));
		sorted = List.of(fixture.lister(false, order), fixture.lister(true, order));
	}

	@AfterContainer
	static void stop() {
		fixture.close();
	}

	@Property(seed = "20261124", shrinking = ShrinkingMode.BOUNDED, generation = GenerationMode.RANDOMIZED)
	void listingsShouldHoldWhatAGeneralPurposeBucketLists(@ForAll("keys") Set<String> keys,
			@ForAll("listings") List<Listing> listings) {
		String bucket = "p" + BUCKETS.incrementAndGet() + "--use1-az4--x-s3";
		fixture.server.createBucket(bucket);
		fixture.put(bucket, List.copyOf(keys));
		GeneralPurposeModel model = new GeneralPurposeModel(keys);
		Set<String> ended = new HashSet<>();
		for (Listing draft : listings) {
			Listing listing = draft.among(List.copyOf(keys));
			// A key that has ended a page goes on where that page ended.
			if (listing.kind != 2 && ended.contains(listing.after())) {
				continue;
			}
			List<String> expected = model.names(listing.prefix, listing.delimiter, listing.after());
			ended.addAll(expected);
			int client = listing.async ? 1 : 0;
			assertThat(listing.names(unsorted.get(client), bucket)).as(listing.toString())
				.containsExactlyInAnyOrderElementsOf(expected);
			assertThat(listing.names(sorted.get(client), bucket)).as("in order: " + listing)
				.containsExactlyElementsOf(expected);
		}
	}

	@Provide
	Arbitrary<Set<String>> keys() {
		return names().set().ofMinSize(4).ofMaxSize(14);
	}

	private static Arbitrary<String> names() {
		return Arbitraries.strings()
			.withChars('a', 'a', 'b', '-')
			.ofMinLength(1)
			.ofMaxLength(2)
			.list()
			.ofMinSize(1)
			.ofMaxSize(3)
			.map((parts) -> String.join("/", parts));
	}

	@Provide
	Arbitrary<List<Listing>> listings() {
		Arbitrary<String> prefixes = Combinators.combine(names(), Arbitraries.integers().between(0, 7))
			.as((name, length) -> name.substring(0, Math.min(length, name.length())));
		return Combinators
			.combine(prefixes, Arbitraries.of("/", "/", "-", "--", "b", "/a").injectNull(0.4), names().injectNull(0.5),
					Arbitraries.of(1, 1, 2, 3, 7), Arbitraries.of(1, 2, 3), Arbitraries.of(true, false),
					Arbitraries.integers().between(0, 13).injectNull(0.3))
			.as(Listing::new)
			.list()
			.ofSize(6);
	}

	/**
	 * A listing.
	 *
	 * @param prefix the prefix
	 * @param delimiter the delimiter, or {@code null}
	 * @param start where it starts, or {@code null}
	 * @param size the page size
	 * @param kind 1 for version 1 with the last key as marker, 2 for version 2, 3 for
	 * version 1 with the next marker
	 * @param async whether the client is asynchronous
	 * @param key which key of the bucket the prefix is taken of, or {@code null} for any
	 * prefix: few of them have keys far below
	 */
	record Listing(String prefix, @Nullable String delimiter, @Nullable String start, int size, int kind, boolean async,
			@Nullable Integer key) {

		Listing among(List<String> keys) {
			if (this.key == null) {
				return this;
			}
			String name = keys.get(this.key % keys.size());
			return new Listing(name.substring(0, Math.min(this.prefix.length(), name.length())), this.delimiter,
					this.start, this.size, this.kind, this.async, null);
		}

		// Within a common prefix it is refused, which is held elsewhere.
		@Nullable String after() {
			if (this.start == null || this.start.isEmpty()) {
				return null;
			}
			int end = (this.delimiter != null && this.start.startsWith(this.prefix))
					? this.start.indexOf(this.delimiter, this.prefix.length()) : -1;
			return (this.delimiter != null && end >= 0) ? this.start.substring(0, end + this.delimiter.length())
					: this.start;
		}

		// All names, page after page; those of a page in their order.
		List<String> names(Lister lister, String bucket) {
			List<String> names = new ArrayList<>();
			if (this.kind == 2) {
				for (ListObjectsV2Response page : lister.pagesV2((list) -> list.bucket(bucket)
					.prefix(this.prefix)
					.delimiter(this.delimiter)
					.startAfter(after())
					.maxKeys(this.size))) {
					add(names, Lister.names(page));
					assertThat(page.keyCount()).isEqualTo(Lister.names(page).size());
				}
				return names;
			}
			for (ListObjectsResponse page : lister.pagesV1(this.kind == 1, after(),
					(list) -> list.bucket(bucket).prefix(this.prefix).delimiter(this.delimiter).maxKeys(this.size))) {
				add(names, Lister.names(page));
			}
			return names;
		}

		private void add(List<String> names, List<String> page) {
			assertThat(page).hasSizeLessThanOrEqualTo(this.size);
			List<String> ordered = new ArrayList<>(page);
			ordered.sort(KeyOrder.INSTANCE);
			names.addAll(ordered);
		}

	}

}
