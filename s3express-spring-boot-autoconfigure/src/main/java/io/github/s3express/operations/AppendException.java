/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * An {@link AppendWriter} could not be opened or did not append. The object holds all
 * bytes up to {@link #position()}, and of what the writer was given after that at most
 * the block that was under way: {@link #outcome()} says what became of it.
 */
public class AppendException extends IOException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String bucket;

	private final String key;

	private final long position;

	private final BlockOutcome outcome;

	private final boolean resumable;

	/**
	 * Creates the exception.
	 * @param message one sentence
	 * @param bucket the bucket
	 * @param key the key
	 * @param position the object's size after all that was acknowledged, in bytes
	 * @param outcome what became of the block under way
	 * @param resumable whether the writer can go on
	 * @param cause what the client threw, or {@code null}
	 */
	public AppendException(String message, String bucket, String key, long position, BlockOutcome outcome,
			boolean resumable, @Nullable Throwable cause) {
		super(message, cause);
		this.bucket = bucket;
		this.key = key;
		this.position = position;
		this.outcome = outcome;
		this.resumable = resumable;
	}

	/**
	 * The bucket.
	 * @return its name
	 */
	public String bucket() {
		return this.bucket;
	}

	/**
	 * The key.
	 * @return the key of the object that was being written
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Where the acknowledged bytes end.
	 * @return bytes from the beginning of the object
	 */
	public long position() {
		return this.position;
	}

	/**
	 * What became of the block that was under way.
	 * @return the outcome
	 */
	public BlockOutcome outcome() {
		return this.outcome;
	}

	/**
	 * Whether the writer still holds what was not acknowledged and tries again when it is
	 * next told to {@link AppendWriter#sync() sync}.
	 * @return {@code false} if the writer has ended
	 */
	public boolean isResumable() {
		return this.resumable;
	}

}
