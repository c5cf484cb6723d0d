/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.List;

import io.github.s3express.session.RefreshPolicy;

/**
 * An hour of one application's traffic in simulated time: long enough to count renewals
 * and not first sessions only.
 */
final class HourOfTraffic {

	private static final int BUCKETS = 100;

	private static final Duration HOUR = Duration.ofHours(1);

	private static final double LEAST = (double) BUCKETS * HOUR.toSeconds() / RefreshPolicy.LONGEST_LIFE.toSeconds();

	private HourOfTraffic() {
	}

	static List<Row> run() {
		Fleet application = new Fleet(1, BUCKETS, Duration.ofSeconds(1), (number) -> Duration.ZERO, HOUR);
		Fleet.Traffic sdk = application.sdk();
		Fleet.Traffic managed = application.managed(RefreshPolicy.DEFAULT);
		String work = "1 hour in simulated time, each of %d buckets asked once a second (SDK: its cache classes)"
			.formatted(BUCKETS);
		return List.of(
				Row.counted(work, "CreateSession calls", sdk.calls().total(), managed.calls().total(), LEAST)
					.withHeadline("CreateSession calls in 1 simulated hour, %d buckets".formatted(BUCKETS)),
				Row.counted(work, "requests that wait for CreateSession", sdk.waits(), managed.waits(), 0));
	}

}
