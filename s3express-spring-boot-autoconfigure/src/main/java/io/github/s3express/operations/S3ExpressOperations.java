/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.services.s3.model.RenameObjectRequest;

/**
 * What directory buckets alone can do. Local Zones have neither.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-objects-append.html">Appending
 * data to objects in directory buckets</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-objects-rename.html">Renaming
 * objects in directory buckets</a>
 */
public interface S3ExpressOperations {

	/**
	 * Opens a writer at the end of an object, with the configured options.
	 * @param bucket a directory bucket in an Availability Zone
	 * @param key the key
	 * @return a writer, to be closed
	 * @throws AppendException if it cannot be opened
	 * @throws IllegalArgumentException if the bucket cannot append
	 */
	default AppendWriter append(String bucket, String key) throws AppendException {
		return append(bucket, key, (options) -> options);
	}

	/**
	 * Opens a writer at the end of an object.
	 * @param bucket a directory bucket in an Availability Zone
	 * @param key the key
	 * @param options changes the configured options
	 * @return a writer, to be closed
	 * @throws AppendException if it cannot be opened
	 * @throws IllegalArgumentException if the bucket cannot append, or an option makes no
	 * sense
	 */
	AppendWriter append(String bucket, String key, UnaryOperator<AppendOptions.Builder> options) throws AppendException;

	/**
	 * Renames an object. Replaces an object that has the new key already.
	 * @param bucket a directory bucket in an Availability Zone
	 * @param from the key
	 * @param to the new key
	 * @return how it went
	 * @throws software.amazon.awssdk.services.s3.model.S3Exception if the service refuses
	 * @throws RenameOutcomeUnknownException if the service does not say what became of it
	 * @throws IllegalArgumentException if the bucket cannot rename
	 */
	default RenameResult rename(String bucket, String from, String to) {
		return rename(bucket, from, to, (request) -> {
		});
	}

	/**
	 * Renames an object if conditions hold.
	 * @param bucket a directory bucket in an Availability Zone
	 * @param from the key
	 * @param to the new key
	 * @param conditions sets conditions, for example {@code destinationIfNoneMatch("*")}
	 * to replace nothing; the keys, the source's entity tag and the client token are set
	 * already
	 * @return how it went
	 * @throws software.amazon.awssdk.services.s3.model.S3Exception if the service
	 * refuses, with status 412 if a condition does not hold
	 * @throws RenameOutcomeUnknownException if the service does not say what became of it
	 * @throws IllegalArgumentException if the bucket cannot rename
	 */
	RenameResult rename(String bucket, String from, String to, Consumer<RenameObjectRequest.Builder> conditions);

}
