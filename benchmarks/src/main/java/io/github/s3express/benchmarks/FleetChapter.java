/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.RefreshPolicy;

/**
 * How evenly a fleet calls CreateSession, in simulated time. All figures are exact.
 */
final class FleetChapter implements Chapter {

	/**
	 * By when the calls of a fleet are to be even.
	 */
	static final Duration SETTLED = Duration.ofMinutes(15);

	static final String CALLS = "CreateSession calls per bucket of an instance in its first hour";

	static final String CALLS_OF_ALL = "CreateSession calls per bucket of the whole fleet in its first hour";

	static final String MEAN = "CreateSession calls per second, mean";

	static final String PEAK_TO_MEAN = "CreateSession calls per second, peak to mean";

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration ROLLOUT = Duration.ofMinutes(10);

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	// Sessions of configured buckets are kept, used or not.
	private static final Duration INTERVAL_OF_SHARED = Duration.ofMinutes(1);

	private static final Duration OUTAGES_OF_STORE = Duration.ofMinutes(1);

	private static final Duration OUTAGE_OF_STORE = Duration.ofSeconds(2);

	private static final int MORE_THAN_THE_SDK_KEEPS = 100;

	private static final int FEWER_THAN_THE_SDK_KEEPS = 20;

	private static final RefreshPolicy WITHOUT_JITTER = new RefreshPolicy(RefreshPolicy.DEFAULT.refreshBeforeExpiry(),
			0, RefreshPolicy.DEFAULT.expiryThreshold(), RefreshPolicy.DEFAULT.idleTimeout());

	@Override
	public String title() {
		return "Fleet";
	}

	@Override
	public List<Row> run(Effort effort) {
		int instances = (effort == Effort.FULL) ? 1000 : 50;
		// Takes as long as all others, and one processor only.
		CompletableFuture<List<Row>> sharing = CompletableFuture.supplyAsync(
				() -> sharing(instances, MORE_THAN_THE_SDK_KEEPS), (task) -> new Thread(task, "fleet-sharing").start());
		List<Row> rows = new ArrayList<>();
		for (int buckets : List.of(MORE_THAN_THE_SDK_KEEPS, FEWER_THAN_THE_SDK_KEEPS)) {
			rows.addAll(startedAtOneMoment(instances, buckets));
		}
		for (int buckets : List.of(MORE_THAN_THE_SDK_KEEPS, FEWER_THAN_THE_SDK_KEEPS)) {
			Fleet rolling = new Fleet(instances, buckets, INTERVAL,
					(number) -> ROLLOUT.multipliedBy(number).dividedBy(instances), HOUR);
			rows.addAll(evenness(rolling, "deployed over 10 min", SETTLED));
		}
		for (int buckets : List.of(MORE_THAN_THE_SDK_KEEPS, FEWER_THAN_THE_SDK_KEEPS)) {
			Fleet steady = new Fleet(instances, buckets, INTERVAL, anyMomentOf(HOUR), HOUR.plus(HOUR.dividedBy(2)));
			rows.addAll(evenness(steady, "started at any moment of the hour before", HOUR));
		}
		rows.addAll(sharing.join());
		rows.addAll(sharingWithOutages(instances / 10, FEWER_THAN_THE_SDK_KEEPS));
		return rows;
	}

	private static List<Row> startedAtOneMoment(int instances, int buckets) {
		Fleet fleet = new Fleet(instances, buckets, INTERVAL, (number) -> Duration.ZERO, HOUR);
		String work = work(fleet, "started at one moment");
		CallRate sdk = fleet.sdk().calls();
		CallRate managed = fleet.managed(RefreshPolicy.DEFAULT).calls();
		double sessions = (double) instances * buckets;
		Row peakToMean = peakToMean(work, sdk, managed, SETTLED);
		return List.of(
				Row.counted(work, CALLS, sdk.total() / sessions, managed.total() / sessions,
						(double) HOUR.dividedBy(RefreshPolicy.LONGEST_LIFE)),
				Row.counted(work, MEAN, sdk.mean(SETTLED), managed.mean(SETTLED),
						sessions / RefreshPolicy.LONGEST_LIFE.toSeconds()),
				(buckets == FEWER_THAN_THE_SDK_KEEPS)
						? peakToMean.withHeadline("CreateSession, peak to mean, fleet started at one moment")
						: peakToMean,
				peakToMean(withoutJitter(work), sdk, fleet.managed(WITHOUT_JITTER).calls(), SETTLED));
	}

	private static List<Row> sharing(int instances, int buckets) {
		Fleet fleet = new Fleet(instances, buckets, INTERVAL_OF_SHARED, (number) -> Duration.ZERO, HOUR);
		String work = work(fleet, "started at one moment") + ", each bucket used once a minute";
		CallRate sdk = fleet.sdk().calls();
		CallRate managed = fleet.managed(RefreshPolicy.DEFAULT).calls();
		CallRate shared = fleet.sharing(RefreshPolicy.DEFAULT, (now) -> false).calls();
		double least = (double) HOUR.dividedBy(RefreshPolicy.LONGEST_LIFE);
		String sharing = work + ", sessions shared";
		return List.of(
				Row.counted(work, CALLS_OF_ALL, (double) sdk.total() / buckets, (double) managed.total() / buckets,
						least),
				Row.counted(sharing, CALLS_OF_ALL, (double) sdk.total() / buckets, (double) shared.total() / buckets,
						least)
					.withHeadline(
							"CreateSession per bucket and hour of a fleet of %,d that shares".formatted(instances)),
				peakToMean(sharing, sdk, shared, SETTLED));
	}

	private static List<Row> sharingWithOutages(int instances, int buckets) {
		Fleet fleet = new Fleet(instances, buckets, INTERVAL_OF_SHARED, (number) -> Duration.ZERO, HOUR);
		String sharing = work(fleet, "started at one moment") + ", each bucket used once a minute, sessions shared";
		CallRate sdk = fleet.sdk().calls();
		CallRate steady = fleet.sharing(RefreshPolicy.DEFAULT, (now) -> false).calls();
		CallRate outages = fleet
			.sharing(RefreshPolicy.DEFAULT,
					(now) -> now % OUTAGES_OF_STORE.toNanos() > OUTAGES_OF_STORE.minus(OUTAGE_OF_STORE).toNanos())
			.calls();
		double least = (double) HOUR.dividedBy(RefreshPolicy.LONGEST_LIFE);
		return List.of(
				Row.counted(sharing, CALLS_OF_ALL, (double) sdk.total() / buckets, (double) steady.total() / buckets,
						least),
				Row.counted(sharing + ", the store away for %d s of each minute".formatted(OUTAGE_OF_STORE.toSeconds()),
						CALLS_OF_ALL, (double) sdk.total() / buckets, (double) outages.total() / buckets, least));
	}

	// With more buckets than the SDK keeps sessions it makes one for each request, as
	// evenly as the requests come: that says nothing about renewals, and takes long.
	private static List<Row> evenness(Fleet fleet, String start, Duration from) {
		String work = work(fleet, start);
		@Nullable CallRate sdk = (fleet.buckets() == FEWER_THAN_THE_SDK_KEEPS) ? fleet.sdk().calls() : null;
		return List.of(peakToMean(work, sdk, fleet.managed(RefreshPolicy.DEFAULT).calls(), from),
				peakToMean(withoutJitter(work), sdk, fleet.managed(WITHOUT_JITTER).calls(), from));
	}

	private static Row peakToMean(String work, @Nullable CallRate sdk, CallRate managed, Duration from) {
		return new Row(work, PEAK_TO_MEAN, (sdk != null) ? sdk.peakToMean(from) : null, managed.peakToMean(from), 1.0,
				true, null);
	}

	private static IntFunction<Duration> anyMomentOf(Duration span) {
		return (number) -> Duration.ofMillis(new SplittableRandom(number).nextLong(span.toMillis()));
	}

	private static String work(Fleet fleet, String start) {
		return "%,d simulated instances × %d buckets %s".formatted(fleet.instances(), fleet.buckets(), start);
	}

	private static String withoutJitter(String work) {
		return work + ", refresh-jitter 0";
	}

}
