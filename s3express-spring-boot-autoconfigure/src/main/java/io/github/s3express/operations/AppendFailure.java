/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

/**
 * Why a writer does not go on.
 */
enum AppendFailure {

	/**
	 * There is no object, and none was to be made.
	 */
	MISSING(false),

	/**
	 * Another writer took over or wrote.
	 */
	LOST(false),

	/**
	 * The object has been deleted.
	 */
	GONE(false),

	/**
	 * The next key holds an object of somebody else.
	 */
	NEXT_EXISTS(false),

	/**
	 * The object has as many parts as it may have.
	 */
	LIMIT(false),

	/**
	 * The object is too large to be copied.
	 */
	TOO_LARGE(false),

	/**
	 * The service refused a request; once the reason is gone, the writer can go on.
	 */
	REFUSED(true),

	/**
	 * The service did not answer; the writer can go on.
	 */
	UNREACHABLE(true);

	private final boolean resumable;

	AppendFailure(boolean resumable) {
		this.resumable = resumable;
	}

	/**
	 * Whether the writer still has the block and can try again.
	 */
	boolean isResumable() {
		return this.resumable;
	}

}
