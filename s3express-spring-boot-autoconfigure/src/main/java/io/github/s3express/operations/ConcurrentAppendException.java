/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else appended to the object, took it over or replaced it. Nothing that this
 * writer sent is in the object by half.
 */
public class ConcurrentAppendException extends AppendException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final long found;

	/**
	 * Creates the exception.
	 * @param message one sentence
	 * @param bucket the bucket
	 * @param key the key
	 * @param position the object's size after all that was acknowledged, in bytes
	 * @param found the object's size as it was found, in bytes; -1 if it is gone
	 * @param outcome what became of the block under way
	 * @param cause what was thrown for it before, or {@code null}
	 */
	public ConcurrentAppendException(String message, String bucket, String key, long position, long found,
			BlockOutcome outcome, @Nullable Throwable cause) {
		super(message, bucket, key, position, outcome, false, cause);
		this.found = found;
	}

	/**
	 * The object's size as it was found.
	 * @return bytes, or -1 if there is no object any more
	 */
	public long found() {
		return this.found;
	}

}
