/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

/**
 * How much time a run may take.
 */
enum Effort {

	/**
	 * A minute at most in all: the counts are right, the times mean nothing.
	 */
	SMOKE,

	/**
	 * What the published table is made with.
	 */
	FULL

}
