/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Tells whether a zone can be in a Region. Zone ids begin with a short form of their
 * Region: {@code use1} for {@code us-east-1}. There is no list to fall out of date; what
 * follows no known pattern is taken to fit.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html">Availability
 * Zone IDs</a>
 */
final class ZoneRegions {

	private static final Map<String, String> DIRECTIONS = Map.ofEntries(Map.entry("north", "n"),
			Map.entry("south", "s"), Map.entry("east", "e"), Map.entry("west", "w"), Map.entry("central", "c"),
			Map.entry("northeast", "ne"), Map.entry("northwest", "nw"), Map.entry("southeast", "se"),
			Map.entry("southwest", "sw"), Map.entry("gov", "g"));

	private ZoneRegions() {
	}

	static boolean contradicts(String zone, String region) {
		String expected = zonePrefix(region);
		String actual = zone.substring(0, zone.indexOf('-'));
		return expected != null && looksLikePrefix(actual) && !actual.equals(expected);
	}

	/**
	 * The Region that a zone is in.
	 * @param zone the zone's id
	 * @return the Region's id, {@code null} if the SDK knows none that fits
	 */
	static @Nullable String find(String zone) {
		String prefix = zone.substring(0, zone.indexOf('-'));
		return Region.regions()
			.stream()
			.map(Region::id)
			.filter((region) -> prefix.equals(zonePrefix(region)))
			.findFirst()
			.orElse(null);
	}

	private static boolean looksLikePrefix(String prefix) {
		return prefix.matches("[a-z]{3,5}[0-9]");
	}

	private static @Nullable String zonePrefix(String region) {
		String[] parts = region.split("-");
		if (parts.length < 3) {
			return null;
		}
		StringBuilder prefix = new StringBuilder(parts[0]);
		for (int i = 1; i < parts.length - 1; i++) {
			String direction = DIRECTIONS.get(parts[i]);
			if (direction == null) {
				return null;
			}
			prefix.append(direction);
		}
		return prefix.append(parts[parts.length - 1]).toString();
	}

}
