/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

/**
 * What became of the block that was under way when a writer failed. All that came before
 * it is in the object, nothing that came after it is.
 */
public enum BlockOutcome {

	/**
	 * No block was under way.
	 */
	NONE,

	/**
	 * The block is in the object.
	 */
	WRITTEN,

	/**
	 * The block is not in the object and will not be, unless the writer sends it again.
	 */
	NOT_WRITTEN,

	/**
	 * All of the block is in the object, or will be, or nothing of it: the service did
	 * not answer, or another writer went on from there.
	 */
	UNKNOWN

}
