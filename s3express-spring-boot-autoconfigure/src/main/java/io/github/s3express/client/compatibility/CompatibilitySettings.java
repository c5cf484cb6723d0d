/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

/**
 * What is made up for.
 *
 * @param listPrefix whether listings may have any prefix, delimiter and
 * {@code start-after}
 * @param listV1 whether ListObjects is sent as ListObjectsV2
 * @param listOrder whether listings are in the order of keys
 * @param maxKeysSorted number of keys that are looked at for a page in the order of keys;
 * more are an error
 * @param maxEmptyPages number of pages without a match that one call reads before it
 * answers with an empty page
 * @param listOpenUploads whether common prefixes that exist only because of open
 * multipart uploads are listed, as the service does
 * @param contentMd5 whether {@code Content-MD5} is left out
 * @param createBucket whether CreateBucket gets location and type from the name
 * @param presignedLife what becomes of presigned URLs that are to live longer than a
 * session
 * @param sharedClose whether the application's clients stay open when a library closes
 * them
 */
public record CompatibilitySettings(boolean listPrefix, boolean listV1, boolean listOrder, int maxKeysSorted,
		int maxEmptyPages, boolean listOpenUploads, boolean contentMd5, boolean createBucket,
		PresignedLife presignedLife, boolean sharedClose) {

	/**
	 * All that is on unless switched off.
	 */
	public static final CompatibilitySettings DEFAULT = new CompatibilitySettings(true, true, false, 100_000, 100, true,
			true, true, PresignedLife.SHORTEN, true);

	/**
	 * Nothing is made up for.
	 */
	public static final CompatibilitySettings OFF = new CompatibilitySettings(false, false, false, 1, 1, true, false,
			false, PresignedLife.FAIL, false);

	/**
	 * Creates settings.
	 * @throws IllegalArgumentException if a bound is less than one
	 */
	public CompatibilitySettings {
		if (maxKeysSorted < 1 || maxEmptyPages < 1) {
			throw new IllegalArgumentException("maxKeysSorted and maxEmptyPages must be 1 or more, not %d and %d"
				.formatted(maxKeysSorted, maxEmptyPages));
		}
	}

}
