/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.util.Map;

/**
 * A library that was written for general purpose buckets.
 */
interface Library {

	/**
	 * Its name, as a row of the table says it.
	 */
	String name();

	/**
	 * What applications do with it, each in an application of its own.
	 */
	Map<String, Use> uses();

	/**
	 * One use of a library.
	 */
	interface Use {

		/**
		 * Uses the library.
		 * @param application lends its clients
		 * @return whether the answer is what a general purpose bucket would give
		 */
		boolean by(Application application) throws Exception;

	}

}
