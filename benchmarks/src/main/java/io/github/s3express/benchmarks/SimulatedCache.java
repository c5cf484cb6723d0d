/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

/**
 * The sessions of one application in simulated time.
 */
interface SimulatedCache {

	/**
	 * Asks for a session, as each request to a bucket does.
	 * @param bucket the bucket's number
	 * @return whether the request waits for CreateSession
	 */
	boolean request(int bucket);

}
