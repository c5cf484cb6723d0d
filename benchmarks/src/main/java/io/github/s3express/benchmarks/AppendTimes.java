/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * How long appends took.
 */
final class AppendTimes {

	private static final int DIGITS = 3;

	private final Histogram histogram = new Histogram(TimeUnit.MINUTES.toNanos(1), DIGITS);

	void add(long nanos) {
		this.histogram.recordValue(nanos);
	}

	double meanMillis() {
		return this.histogram.getMean() / 1e6;
	}

	double millis(double percentile) {
		return this.histogram.getValueAtPercentile(percentile) / 1e6;
	}

}
