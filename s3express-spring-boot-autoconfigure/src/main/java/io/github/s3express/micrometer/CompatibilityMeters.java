/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.util.Map;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counts calls of libraries for general purpose buckets that were made to work on
 * directory buckets.
 */
public final class CompatibilityMeters implements MeterBinder {

	static final String COMPATIBILITY = "s3express.compatibility";

	private final Map<String, LongSupplier> counts;

	/**
	 * Creates the meters.
	 * @param counts what was made up for, and how often so far
	 */
	public CompatibilityMeters(Map<String, LongSupplier> counts) {
		this.counts = Map.copyOf(counts);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.counts.forEach((kind, count) -> FunctionCounter.builder(COMPATIBILITY, count, LongSupplier::getAsLong)
			.description("Calls of libraries for general purpose buckets that were made to work")
			.tag("kind", kind)
			.register(registry));
	}

}
