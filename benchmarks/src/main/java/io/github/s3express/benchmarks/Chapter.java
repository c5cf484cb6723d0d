/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * A part of the comparison: rows that belong together.
 */
interface Chapter {

	/**
	 * The heading, one or two words.
	 */
	String title();

	/**
	 * Runs both contenders, or the models of both, in this one call, so that the columns
	 * can be compared.
	 * @param effort how much time may be spent
	 * @return what came out
	 * @throws Exception if a contender cannot be run at all
	 */
	List<Row> run(Effort effort) throws Exception;

	/**
	 * Parts that take long and leave the machine idle for the most part: they count, or
	 * measure seconds, or both contenders take them at the same time. Those of all
	 * chapters run at once, after everything else. Their rows come last.
	 * @param effort how much time may be spent
	 * @return the parts, none by default
	 */
	default List<Callable<List<Row>>> idleParts(Effort effort) {
		return List.of();
	}

}
