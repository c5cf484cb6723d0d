/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

/**
 * What a writer waits for.
 */
enum AppendPhase {

	/** At opening: what is there. */
	OPENING,

	/** At opening: the object's creation, or the copy that begins the epoch. */
	FENCING,

	/** At opening: whether a writer before went on with the next key. */
	CHECKING_NEXT,

	/**
	 * At opening: the copy that begins the epoch of an empty object with the next key.
	 */
	TAKING_NEXT,

	/**
	 * At opening: whether the object was still the writer's own after it took the next.
	 */
	CONFIRMING_OLD,

	/** A block. */
	IDLE,

	/** The answer to an append. */
	SENDING,

	/** What is there, since an answer does not say what became of the block. */
	LOOKING,

	/** Whether the end of the object is the block. */
	COMPARING,

	/** The copy that starts the count of parts anew. */
	COPYING,

	/** The creation of the object with the next key. */
	CREATING_NEXT,

	/** What the next key holds. */
	LOOKING_NEXT,

	/** Whether the object was still the writer's own after the next one was made. */
	CONFIRMING,

	/** Nothing any more. */
	ENDED

}
