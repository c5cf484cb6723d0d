/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import software.amazon.awssdk.regions.Region;

/**
 * Tells Regions from what people write instead. A Region that is not known may be a new
 * one, or the made-up one of a custom endpoint.
 */
final class RegionNames {

	private static final Pattern AVAILABILITY_ZONE = Pattern.compile("([a-z]+(?:-[a-z]+)+-[0-9]+)[a-z]");

	private static final Pattern ZONE_ID = Pattern.compile("[a-z0-9]+-(?:[a-z0-9]+-)?az[0-9]+");

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

	private RegionNames() {
	}

	static void check(String property, @Nullable String region) {
		String reason = (region != null) ? reason(region) : null;
		if (reason != null) {
			throw new InvalidConfigurationPropertyValueException(property, region, reason);
		}
	}

	private static @Nullable String reason(String region) {
		Matcher zone = AVAILABILITY_ZONE.matcher(region);
		if (zone.matches()) {
			return "That is an Availability Zone; its Region is %s.".formatted(zone.group(1));
		}
		if (ZONE_ID.matcher(region).matches()) {
			return "That is the id of a zone; write the Region that it is in, for example us-east-1.";
		}
		if (NAME.matcher(region).matches()) {
			return firstThatBeginsWith(region);
		}
		String corrected = region.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
		return NAME.matcher(corrected).matches() ? "Write %s.".formatted(corrected)
				: "A Region is written like us-east-1.";
	}

	// us-east is the beginning of a Region's name, and surely no Region itself.
	private static @Nullable String firstThatBeginsWith(String region) {
		return Region.regions()
			.stream()
			.map(Region::id)
			.filter((known) -> known.matches(Pattern.quote(region) + "-[0-9]+"))
			.sorted()
			.findFirst()
			.map((known) -> "There is no such Region; write for example %s.".formatted(known))
			.orElse(null);
	}

}
