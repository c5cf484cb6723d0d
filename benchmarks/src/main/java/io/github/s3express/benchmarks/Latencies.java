/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import io.github.s3express.benchmarks.Scenario.Figure;

/**
 * Latencies of requests, failed ones included.
 */
final class Latencies implements Consumer<PacedTraffic.Outcome> {

	private static final Map<String, Double> PERCENTILES = percentiles();

	private static final String MAX = "ms, the slowest request";

	private static final int DIGITS = 3;

	private final Histogram histogram = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(10), DIGITS);

	private static Map<String, Double> percentiles() {
		Map<String, Double> percentiles = new LinkedHashMap<>();
		percentiles.put("ms, p50", 50.0);
		percentiles.put("ms, p99", 99.0);
		percentiles.put("ms, p99.9", 99.9);
		percentiles.put(MAX, 100.0);
		return percentiles;
	}

	static List<Figure> figures() {
		return PERCENTILES.keySet().stream().map(Figure::measured).toList();
	}

	static Figure worst() {
		return Figure.measured(MAX);
	}

	@Override
	public void accept(PacedTraffic.Outcome outcome) {
		this.histogram.recordValue(outcome.nanos());
	}

	/**
	 * The figures by name.
	 */
	Map<String, Double> read() {
		Map<String, Double> figures = new LinkedHashMap<>();
		PERCENTILES.forEach((name, percentile) -> figures.put(name, millis(percentile)));
		return figures;
	}

	double worstMillis() {
		return millis(100);
	}

	private double millis(double percentile) {
		return this.histogram.getValueAtPercentile(percentile) / 1e6;
	}

}
