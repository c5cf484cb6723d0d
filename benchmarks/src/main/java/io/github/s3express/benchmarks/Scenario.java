/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * A row of the table: what is done, and what is counted or measured.
 *
 * @param name what is done
 * @param unit what the figure counts or measures
 * @param exact whether the figure is the same in every run, on every machine
 * @param leastPossible the best figure there can be, or a negative number where none can
 * be named
 * @param server the server that the scenario needs
 * @param work does it
 */
record Scenario(String name, String unit, boolean exact, long leastPossible, Servers server, Work work) {

	/**
	 * Starts a fresh server.
	 */
	@FunctionalInterface
	interface Servers {

		S3ExpressLocalServer start();

	}

	/**
	 * Does the work and answers the figure.
	 */
	@FunctionalInterface
	interface Work {

		long run(Contender contender) throws Exception;

	}

}
