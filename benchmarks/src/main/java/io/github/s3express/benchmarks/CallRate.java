/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many calls were sent in each second since the start.
 */
final class CallRate {

	// One life of a session: in it, each bucket's session is replaced once or twice.
	private static final int WINDOW = Math.toIntExact(Duration.ofMinutes(5).toSeconds());

	private final int[] perSecond;

	CallRate(int[] perSecond) {
		this.perSecond = perSecond;
	}

	long total() {
		return Arrays.stream(this.perSecond).asLongStream().sum();
	}

	/**
	 * Calls per second from a moment to the end.
	 */
	double mean(Duration from) {
		return Arrays.stream(this.perSecond, second(from), this.perSecond.length).average().orElseThrow();
	}

	/**
	 * The peak second's calls by the mean of its window, in the worst of all windows of
	 * five minutes that begin at a moment or later.
	 */
	double peakToMean(Duration from) {
		return begins(from).mapToObj(this::peakToMean).max(Double::compare).orElseThrow();
	}

	private IntStream begins(Duration from) {
		return IntStream.rangeClosed(second(from), this.perSecond.length - WINDOW);
	}

	private double peakToMean(int begin) {
		int[] window = Arrays.copyOfRange(this.perSecond, begin, begin + WINDOW);
		return Arrays.stream(window).max().orElseThrow() / Arrays.stream(window).average().orElseThrow();
	}

	private static int second(Duration moment) {
		return Math.toIntExact(moment.toSeconds());
	}

}
