/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the requests that arrived, refused ones too, by the name that their operation
 * has in the S3 API. Safe for use by several threads.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class RequestCounters {

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	RequestCounters() {
	}

	void increment(String operation) {
		this.counts.computeIfAbsent(operation, (name) -> new LongAdder()).increment();
	}

	/**
	 * The requests of one operation since the start or the last reset.
	 * @param operation a name as in the S3 API, for example {@code CreateSession};
	 * {@code Unknown} counts requests that ask for none
	 * @return zero or more
	 */
	public long count(String operation) {
		LongAdder count = this.counts.get(operation);
		return (count != null) ? count.sum() : 0;
	}

	/**
	 * All requests since the start or the last reset.
	 * @return zero or more
	 */
	public long total() {
		return this.counts.values().stream().mapToLong(LongAdder::sum).sum();
	}

	/**
	 * The requests of all operations that were called.
	 * @return a copy, by name
	 */
	public Map<String, Long> asMap() {
		Map<String, Long> result = new TreeMap<>();
		this.counts.forEach((name, count) -> result.put(name, count.sum()));
		return result;
	}

	/**
	 * Sets all counts to zero.
	 */
	public void reset() {
		this.counts.clear();
	}

}
