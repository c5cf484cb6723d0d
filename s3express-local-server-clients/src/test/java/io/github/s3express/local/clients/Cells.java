/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Collects what came of a client's operations.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Cells {

	private final Map<String, String> results = new LinkedHashMap<>();

	// An operation works if the call gives back what is expected of it.
	void check(String operation, Object expected, Callable<?> call) {
		try {
			Object actual = call.call();
			this.results.put(operation, expected.equals(actual) ? ClientTable.YES : "gave " + actual);
		}
		catch (Exception | LinkageError ex) {
			Throwable cause = ex;
			while (cause.getCause() != null && cause.getMessage() == null) {
				cause = cause.getCause();
			}
			this.results.put(operation, "failed: " + cause);
		}
	}

	Map<String, String> results() {
		return this.results;
	}

}
