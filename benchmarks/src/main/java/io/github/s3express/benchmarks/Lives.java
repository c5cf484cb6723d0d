/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;

/**
 * How long sessions live where the service's five minutes would take too long.
 */
final class Lives {

	/**
	 * The SDK's cache begins to replace a session 60 s before its end, with whatever life
	 * it had: one that never had as much would be replaced by every request.
	 */
	static final Duration SHORTEST_IN_KIND = Duration.ofSeconds(65);

	private Lives() {
	}

}
