/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done next on behalf of a writer: one request, whose outcome is handed
 * back as an {@link AppendAnswer}, or the end of what the caller asked for.
 */
sealed interface AppendEffect {

	/**
	 * HeadObject.
	 *
	 * @param sequence which key
	 */
	record Look(int sequence) implements AppendEffect {

	}

	/**
	 * PutObject of nothing, provided that there is no object.
	 *
	 * @param sequence which key
	 * @param epoch for its metadata, or {@code null}
	 */
	record Create(int sequence, @Nullable AppendEpoch epoch) implements AppendEffect {

	}

	/**
	 * CopyObject onto itself with another epoch, provided that nothing has changed.
	 *
	 * @param sequence which key
	 * @param seen the object as it must still be
	 * @param epoch for its metadata
	 */
	record Copy(int sequence, SeenObject seen, AppendEpoch epoch) implements AppendEffect {

	}

	/**
	 * PutObject with a write offset, provided that nothing has changed.
	 *
	 * @param sequence which key
	 * @param offset where the block goes, the object's size
	 * @param etag the object's entity tag
	 * @param block the bytes
	 */
	record Put(int sequence, long offset, String etag, AppendBlock block) implements AppendEffect {

	}

	/**
	 * GetObject of a range, to see whether a block is there.
	 *
	 * @param sequence which key
	 * @param offset where the block would be
	 * @param etag the object's entity tag
	 * @param block the bytes
	 */
	record Compare(int sequence, long offset, String etag, AppendBlock block) implements AppendEffect {

	}

	/**
	 * The writer is ready for its next block.
	 */
	record Opened() implements AppendEffect {

	}

	/**
	 * The block is in the object, and the writer ready for the next one.
	 *
	 * @param settled whether no answer said so, but the object itself
	 */
	record Acknowledged(boolean settled) implements AppendEffect {

	}

	/**
	 * The caller gets an exception.
	 *
	 * @param reason why
	 * @param outcome what became of the block
	 * @param found the object's size as it was found, or -1 if it was not looked at
	 * @param cause what the client threw, or {@code null}
	 */
	record Failed(AppendFailure reason, BlockOutcome outcome, long found,
			@Nullable Throwable cause) implements AppendEffect {

	}

}
