/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

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
	 * Whether a name is that of a general purpose bucket.
	 * @param name any text
	 * @return {@code true} if a general purpose bucket may be called that
	 */
	public static boolean isGeneralPurposeBucket(String name) {
		return GENERAL.matcher(name).matches() && !name.endsWith("--x-s3") && !name.endsWith("--xa-s3");
	}

}
