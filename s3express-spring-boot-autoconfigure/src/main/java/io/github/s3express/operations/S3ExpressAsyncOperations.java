/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.services.s3.model.RenameObjectRequest;

/**
 * {@link S3ExpressOperations} that make no thread wait. What is wrong with the arguments
 * is thrown at once, all else is in the future, with the same exceptions.
 */
public interface S3ExpressAsyncOperations {

	/**
	 * Opens a writer at the end of an object, with the configured options.
	 * @param bucket a directory bucket in an Availability Zone
	 * @param key the key
	 * @return a writer, to be closed; or an {@link AppendException}
	 * @throws IllegalArgumentException if the bucket cannot append
	 */
	default CompletableFuture<AsyncAppendWriter> append(String bucket, String key) {
		return append(bucket, key, (options) -> options);
	}

	/**
	 * Opens a writer at the end of an object.
	 * @param bucket a directory bucket in an Availability Zone
	 * @param key the key
	 * @param options changes the configured options
	 * @return a writer, to be closed; or an {@link AppendException}
	 * @throws IllegalArgumentException if the bucket cannot append, or an option makes no
	 * sense
	 */
	CompletableFuture<AsyncAppendWriter> append(String bucket, String key,
			UnaryOperator<AppendOptions.Builder> options);

	/**
	 * Renames an object. Replaces an object that has the new key already.
	 * @param bucket a directory bucket in an Availability Zone
	 * @param from the key
	 * @param to the new key
	 * @return how it went; or what
	 * {@link S3ExpressOperations#rename(String, String, String)} throws
	 * @throws IllegalArgumentException if the bucket cannot rename
	 */
	default CompletableFuture<RenameResult> rename(String bucket, String from, String to) {
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
	 * @return how it went; or what
	 * {@link S3ExpressOperations#rename(String, String, String, Consumer)} throws
	 * @throws IllegalArgumentException if the bucket cannot rename
	 */
	CompletableFuture<RenameResult> rename(String bucket, String from, String to,
			Consumer<RenameObjectRequest.Builder> conditions);

}
