/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.regex.Pattern;

import io.github.s3express.session.DirectoryBucketName;

/**
 * Which buckets can append and rename.
 */
final class DirectoryBuckets {

	/**
	 * Region, place, zone; the id of an Availability Zone has no place.
	 */
	private static final Pattern LOCAL_ZONE = Pattern.compile("[a-z0-9]+-[a-z]{3}[0-9]+-az[0-9]+");

	private DirectoryBuckets() {
	}

	static void check(String bucket) {
		String zone = new DirectoryBucketName(bucket).zone();
		if (LOCAL_ZONE.matcher(zone).matches()) {
			throw new IllegalArgumentException(
					"'%s' is in the Local Zone %s, where directory buckets neither append nor rename; use one in an Availability Zone."
						.formatted(bucket, zone));
		}
	}

}
