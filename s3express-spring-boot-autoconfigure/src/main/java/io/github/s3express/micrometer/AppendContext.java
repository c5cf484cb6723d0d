/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.github.s3express.operations.AppendObserver.AppendEnd;

/**
 * What is known of an observed append. If the caller got an exception, it is
 * {@link #getError()}.
 */
public class AppendContext extends Observation.Context {

	private final String bucket;

	private final String key;

	private final int bytes;

	private @Nullable AppendEnd end;

	/**
	 * Creates the context.
	 * @param bucket the bucket
	 * @param key the key
	 * @param bytes the length of the block
	 */
	public AppendContext(String bucket, String key, int bytes) {
		this.bucket = bucket;
		this.key = key;
		this.bytes = bytes;
	}

	/**
	 * The bucket.
	 * @return its name
	 */
	public String getBucket() {
		return this.bucket;
	}

	/**
	 * The key.
	 * @return the key that the block was begun for
	 */
	public String getKey() {
		return this.key;
	}

	/**
	 * The length of the block.
	 * @return bytes
	 */
	public int getBytes() {
		return this.bytes;
	}

	/**
	 * How the block ended.
	 * @return the end, or {@code null} while it is under way
	 */
	public @Nullable AppendEnd getEnd() {
		return this.end;
	}

	void setEnd(AppendEnd end) {
		this.end = end;
	}

}
