/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

/**
 * What a writer does when its object has as many parts as an object may have, which each
 * append makes one more of.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-objects-append.html">Appending
 * data to objects in directory buckets</a>
 */
public enum AtAppendLimit {

	/**
	 * Copies the object onto itself, which starts the count anew. For objects of up to 5
	 * GB.
	 */
	REWRITE,

	/**
	 * Goes on with the next key: after {@code log} with {@code log-000001}, and so on.
	 */
	ROLL_OVER,

	/**
	 * Ends with an {@link AppendException}.
	 */
	FAIL

}
