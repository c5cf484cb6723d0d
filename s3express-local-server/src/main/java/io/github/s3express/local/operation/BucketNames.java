/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Names of directory buckets (Amazon S3 User Guide, "Directory bucket naming rules"):
 * {@code base--zone--x-s3}, 3 to 63 characters.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class BucketNames {

	private static final Pattern DIRECTORY = Pattern
		.compile("([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)--([a-z0-9]+(?:-[a-z0-9]+)+)--x-s3");

	/** User Guide, "Access points for directory buckets naming rules". */
	private static final Pattern ACCESS_POINT = Pattern
		.compile("([a-z0-9][a-z0-9-]{1,48}[a-z0-9])--([a-z0-9]+(?:-[a-z0-9]+)+)--xa-s3");

	private static final List<String> RESERVED = List.of("xn--", "sthree-", "amzn-s3-demo-");

	/** As in the User Guide's list: Region, place, zone. */
	private static final Pattern LOCAL_ZONE = Pattern.compile("[a-z0-9]+-[a-z]{3}[0-9]+-az[0-9]+");

	private static final Pattern GENERAL = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

	private BucketNames() {
	}

	/**
	 * Whether a name is that of a directory bucket.
	 * @param name any text
	 * @return {@code true} if a directory bucket may be called that
	 */
	public static boolean isDirectoryBucket(String name) {
		return zone(name) != null;
	}

	/**
	 * The zone of a directory bucket.
	 * @param name its name
	 * @return for example {@code use1-az4}, or {@code null} if the name is none of a
	 * directory bucket
	 */
	public static @Nullable String zone(String name) {
		Matcher matcher = DIRECTORY.matcher(name);
		return (name.length() <= 63 && matcher.matches()) ? matcher.group(2) : null;
	}

	/**
	 * Whether a name is that of an access point of a directory bucket.
	 * @param name any text
	 * @return {@code true} for {@code base--zone--xa-s3}
	 */
	static boolean isAccessPoint(String name) {
		return accessPointZone(name) != null;
	}

	/**
	 * The zone of an access point of a directory bucket.
	 * @param name its name
	 * @return for example {@code use1-az4}, or {@code null} if the name is none
	 */
	static @Nullable String accessPointZone(String name) {
		Matcher matcher = ACCESS_POINT.matcher(name);
		return matcher.matches() ? matcher.group(2) : null;
	}

	/**
	 * Whether a name is kept back (Amazon S3 User Guide, "Directory bucket naming rules"
	 * and "General purpose bucket naming rules").
	 * @param name the name of a directory bucket
	 * @return {@code true} if no bucket may be made with it
	 */
	public static boolean isReserved(String name) {
		return RESERVED.stream().anyMatch(name::startsWith);
	}

	/**
	 * Whether a bucket is in a Local Zone, whose buckets neither append nor rename.
	 * @param name the name of a directory bucket
	 * @return {@code true} for {@code base--usw2-lax1-az1--x-s3} and the like
	 */
	public static boolean isInLocalZone(String name) {
		String zone = zone(name);
		return zone != null && LOCAL_ZONE.matcher(zone).matches();
	}

	/**
	 * Whether a name is that of a general purpose bucket.
	 * @param name any text
	 * @return {@code true} if a general purpose bucket may be called that
	 */
	public static boolean isGeneralPurposeBucket(String name) {
		return GENERAL.matcher(name).matches() && !name.endsWith("--x-s3") && !name.endsWith("--xa-s3");
	}

}
