/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a listing by a prefix within a name costs, beside a listing of all keys that is
 * filtered by hand. Run with {@code -Ds3express.listing.cost=100000}, the number of keys.
 */
@EnabledIfSystemProperty(named = "s3express.listing.cost", matches = "[0-9]+")
class ListingCostTests {

	private static final String BUCKET = CompatibilityFixture.BUCKET;

	@Test
	void listingOfFewAmongManyShouldCostNoMorePagesThanByHand() {
		int keys = Integer.getInteger("s3express.listing.cost");
		try (CompatibilityFixture fixture = new CompatibilityFixture()) {
			for (int begin = 0; begin < keys; begin += 1000) {
				fixture.put(BUCKET, IntStream.range(begin, Math.min(keys, begin + 1000))
					.mapToObj(
							(number) -> (number % (keys / 10) == 0) ? "logs/wanted-" + number : "logs/other-" + number)
					.toList());
			}
			S3Client client = fixture.client(CompatibilitySettings.DEFAULT);
			Supplier<Long> helped = () -> client
				.listObjectsV2Paginator((list) -> list.bucket(BUCKET).prefix("logs/wanted"))
				.contents()
				.stream()
				.count();
			Supplier<Long> byHand = () -> client.listObjectsV2Paginator((list) -> list.bucket(BUCKET).prefix("logs/"))
				.contents()
				.stream()
				.filter((object) -> object.key().startsWith("logs/wanted"))
				.count();
			helped.get();
			byHand.get();
			long pagesHelped = measured("with the starter", fixture, helped);
			long pagesByHand = measured("by hand", fixture, byHand);
			assertThat(pagesHelped).isEqualTo(pagesByHand);
		}
	}

	private static long measured(String name, CompatibilityFixture fixture, Supplier<Long> listing) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long pages = fixture.listings();
		long allocated = threads.getCurrentThreadAllocatedBytes();
		long began = System.nanoTime();
		assertThat(listing.get()).isEqualTo(10);
		long took = System.nanoTime() - began;
		long read = fixture.listings() - pages;
		System.out.printf("%s: %d pages, %d ms, %d MiB allocated by the caller%n", name, read, took / 1_000_000,
				(threads.getCurrentThreadAllocatedBytes() - allocated) >> 20);
		return read;
	}

}
