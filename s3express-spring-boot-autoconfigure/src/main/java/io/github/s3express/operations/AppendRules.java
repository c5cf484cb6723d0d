/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.time.Duration;

/**
 * What a writer was told when it was opened.
 *
 * @param id the writer's own, used by no other
 * @param create whether an object is made if there is none
 * @param fence whether the writer takes the object over, so that earlier ones can no
 * longer append
 * @param atLimit what to do when the object has {@code maxParts}
 * @param maxParts how many parts an object may have
 * @param maxCopy how many bytes CopyObject takes
 * @param maxTries how often something is tried before the caller gets an exception
 * @param firstWait how long to wait after the first try without an answer; twice as long
 * after the second, and so on
 * @param maxWait the longest wait
 */
record AppendRules(String id, boolean create, boolean fence, AtAppendLimit atLimit, int maxParts, long maxCopy,
		int maxTries, Duration firstWait, Duration maxWait) {

	/**
	 * Amazon S3 User Guide, "Appending data to objects in directory buckets".
	 */
	static final int MAX_PARTS = 10_000;

	/**
	 * Amazon S3 API Reference, CopyObject: "up to 5 GB in size in a single atomic
	 * action".
	 */
	static final long MAX_COPY = 5L * 1024 * 1024 * 1024;

	Duration wait(int tries) {
		Duration wait = this.firstWait.multipliedBy(1L << Math.min(tries - 1, 20));
		return (wait.compareTo(this.maxWait) < 0) ? wait : this.maxWait;
	}

}
