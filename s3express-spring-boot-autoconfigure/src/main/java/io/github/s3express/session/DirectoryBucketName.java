/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The name of a directory bucket, {@code base--zone--x-s3}, or of an access point of one,
 * {@code base--zone--xa-s3}.
 *
 * @param value the whole name, as a request carries it
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html">Directory
 * bucket naming rules</a>
 */
public record DirectoryBucketName(String value) {

	private static final String BUCKET_SUFFIX = "--x-s3";

	private static final String ACCESS_POINT_SUFFIX = "--xa-s3";

	private static final int MIN_LENGTH = 3;

	private static final int MAX_LENGTH = 63;

	private static final Pattern BASE = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

	private static final Pattern ZONE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+");

	/**
	 * Creates a name.
	 * @param value the whole name, as a request carries it
	 * @throws IllegalArgumentException if the value breaks a naming rule; the message
	 * names the value, the rule and what to write instead
	 */
	public DirectoryBucketName {
		String problem = problemOf(value);
		if (problem != null) {
			throw new IllegalArgumentException(
					"'%s' is not the name of a directory bucket: %s".formatted(value, problem));
		}
	}

	/**
	 * Whether a name ends like a directory bucket's, or like that of an access point of
	 * one, which is how the service and the AWS SDK tell them from general purpose
	 * buckets. The rest of the name is not looked at.
	 * @param name a bucket's name, or {@code null}
	 * @return {@code true} if requests for it go to S3 Express
	 */
	public static boolean isDirectoryBucket(@Nullable String name) {
		return name != null && (name.endsWith(BUCKET_SUFFIX) || name.endsWith(ACCESS_POINT_SUFFIX));
	}

	private static @Nullable String problemOf(@Nullable String value) {
		if (value == null || value.isBlank()) {
			return "it is empty; write base--zone--x-s3, for example logs--use1-az4--x-s3";
		}
		if (!isDirectoryBucket(value)) {
			return "it must end in --x-s3 after its zone, for example logs--use1-az4--x-s3";
		}
		if (value.length() < MIN_LENGTH || value.length() > MAX_LENGTH) {
			return "it has %d characters; shorten the base so that the whole name has at most %d"
				.formatted(value.length(), MAX_LENGTH);
		}
		int zoneStart = zoneStart(value);
		if (zoneStart < 0) {
			return "it names no zone; write base--zone--x-s3, for example logs--use1-az4--x-s3";
		}
		String zone = value.substring(zoneStart, value.lastIndexOf("--"));
		if (!ZONE.matcher(zone).matches()) {
			return "'%s' is no zone id; write one as the AWS console shows it, for example use1-az4".formatted(zone);
		}
		String base = value.substring(0, zoneStart - 2);
		if (!BASE.matcher(base).matches()) {
			return "its base '%s' may hold lower case letters, digits and hyphens only, with a letter or digit at both ends"
				.formatted(base);
		}
		return null;
	}

	private static int zoneStart(String value) {
		int separator = value.lastIndexOf("--", value.lastIndexOf("--") - 1);
		return (separator > 0) ? separator + 2 : -1;
	}

	/**
	 * The part before the zone.
	 * @return the base, never empty
	 */
	public String base() {
		return this.value.substring(0, zoneStart(this.value) - 2);
	}

	/**
	 * The id of the Availability Zone or Local Zone that holds the bucket.
	 * @return the zone's id, for example {@code use1-az4}
	 */
	public String zone() {
		return this.value.substring(zoneStart(this.value), this.value.lastIndexOf("--"));
	}

	/**
	 * Whether this names an access point and not a bucket.
	 * @return {@code true} if the name ends in {@code --xa-s3}
	 */
	public boolean isAccessPoint() {
		return this.value.endsWith(ACCESS_POINT_SUFFIX);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
