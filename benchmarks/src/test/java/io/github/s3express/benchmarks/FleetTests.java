/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.engine.VirtualClock;
import io.github.s3express.session.engine.VirtualService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * Checks the figures that come from simulated time, and the model of the SDK's cache
 * against the SDK itself.
 */
class FleetTests {

	// With the default settings no session is used longer than until the last moment of
	// its refresh, 240 s. So nobody gets through an hour with fewer.
	private static final double LEAST_WITH_THE_WINDOW = 15;

	private final VirtualClock clock = new VirtualClock();

	private final AtomicInteger calls = new AtomicInteger();

	@Test
	void fleetWhenStartedAtOneMomentShouldCallEvenlyWithinFifteenMinutesAndAtMostTenPercentMore() {
		Fleet fleet = new Fleet(200, 100, Duration.ofSeconds(10), (number) -> Duration.ZERO, Duration.ofHours(1));
		Fleet.Traffic traffic = fleet.managed(RefreshPolicy.DEFAULT);
		assertThat(traffic.waits()).isZero();
		assertThat(traffic.calls().peakToMean(FleetChapter.SETTLED)).isLessThan(2);
		assertThat(traffic.calls().total() / 20_000.0).isBetween(LEAST_WITH_THE_WINDOW, LEAST_WITH_THE_WINDOW * 1.1);
		assertThat(fleet.managed(RefreshPolicy.DEFAULT).calls()).usingRecursiveComparison().isEqualTo(traffic.calls());
	}

	@Test
	void fleetWhoseStoreIsAwayForAMomentShouldMakeNoMoreSessions() {
		Fleet fleet = new Fleet(20, 5, Duration.ofMinutes(1), (number) -> Duration.ZERO, Duration.ofHours(1));
		Fleet.Traffic well = fleet.sharing(RefreshPolicy.DEFAULT, (now) -> false);
		Fleet.Traffic away = fleet.sharing(RefreshPolicy.DEFAULT, (now) -> Duration.ofNanos(now).toSecondsPart() >= 58);
		assertThat(well.calls().total() / 5.0).isBetween(LEAST_WITH_THE_WINDOW, LEAST_WITH_THE_WINDOW * 1.2);
		assertThat(away.calls().total()).isCloseTo(well.calls().total(), withinPercentage(5));
		assertThat(away.waits()).isZero();
	}

	@Test
	void chapterShouldShowThatJitterSpreadsWhatTheSdkDoesTogether() {
		List<Row> rows = new FleetChapter().run(Effort.SMOKE);
		List<Row> started = rows.stream()
			.filter((row) -> row.work().endsWith("100 buckets started at one moment"))
			.toList();
		assertThat(started).extracting(Row::figure)
			.containsExactly(FleetChapter.CALLS, FleetChapter.MEAN, FleetChapter.PEAK_TO_MEAN);
		assertThat(rows)
			.filteredOn((row) -> row.work().endsWith("20 buckets started at one moment")
					&& row.figure().equals(FleetChapter.PEAK_TO_MEAN))
			.singleElement()
			.satisfies((row) -> assertThat(row.sdk()).isGreaterThan(5 * row.managed()));
		assertThat(rows).filteredOn((row) -> row.work().endsWith("one moment, refresh-jitter 0"))
			.hasSize(2)
			.allSatisfy((row) -> assertThat(row.managed()).isGreaterThan(100));
		assertThat(rows).allSatisfy((row) -> assertThat(row.managed()).isGreaterThanOrEqualTo(row.least()));
	}

	@Test
	void hourOfTrafficShouldNeedAFewCallsMoreThanTheLeastPossibleAndLetNoRequestWait() {
		List<Row> rows = HourOfTraffic.run();
		assertThat(rows.get(0).least()).isEqualTo(1_200);
		assertThat(rows.get(0).managed()).isBetween(1_500.0, 1_650.0);
		assertThat(rows.get(1).managed()).isZero();
		// More buckets than the SDK keeps sessions, one after the other: none is ever
		// found again.
		assertThat(rows.get(0).sdk()).isEqualTo(359_500);
		assertThat(rows.get(1).sdk()).isEqualTo(359_500);
	}

	@Test
	void modelOfTheSdkWhenBucketsAreManyShouldMakeAsManySessionsAsTheSdk() {
		SimulatedSdk model = new SimulatedSdk(this.clock, service(Duration.ofMinutes(5)));
		int buckets = 40;
		try (Contender sdk = new SdkContender(Buckets.server(buckets).start()); S3Client client = sdk.newClient()) {
			Random random = new Random(1);
			for (int i = 0; i < 400; i++) {
				// Some buckets are asked more often than others, as in life.
				int bucket = (int) (buckets * random.nextDouble() * random.nextDouble());
				Requests.list(client, bucket);
				model.request(bucket);
				assertThat(sdk.sessionsMade()).as("after request %d", i).isEqualTo(this.calls.get());
			}
		}
		assertThat(this.calls.get()).isBetween(buckets, 399);
	}

	@Test
	@Timeout(60)
	void modelOfTheSdkWhenNothingIsAskedShouldRefreshInTheBackgroundLikeTheSdk() throws Exception {
		Duration life = Duration.ofSeconds(62);
		SimulatedSdk model = new SimulatedSdk(this.clock, service(life));
		model.request(0);
		this.clock.advanceTo(Duration.ofSeconds(3).toNanos() - 1);
		assertThat(this.calls.get()).isOne();
		this.clock.advanceTo(Duration.ofSeconds(3).toNanos());
		assertThat(this.calls.get()).isEqualTo(2);
		try (Contender sdk = new SdkContender(Buckets.server(1).sessionLifetime(life).start());
				S3Client client = sdk.newClient()) {
			Requests.list(client, 0);
			assertThat(sdk.sessionsMade()).isOne();
			while (sdk.sessionsMade() < 2) {
				Thread.sleep(50);
			}
		}
	}

	@Test
	void modelOfTheSdkWhenAskedInItsPrefetchTimeShouldRefreshAndLetNoRequestWait() {
		SimulatedSdk model = new SimulatedSdk(this.clock, service(RefreshPolicy.LONGEST_LIFE));
		assertThat(model.request(0)).isTrue();
		this.clock.advanceTo(Duration.ofSeconds(240).toNanos() - 1);
		assertThat(model.request(0)).isFalse();
		assertThat(this.calls.get()).isOne();
		this.clock.advanceTo(Duration.ofSeconds(240).toNanos());
		assertThat(model.request(0)).isFalse();
		assertThat(this.calls.get()).isEqualTo(2);
	}

	@Test
	void peakToMeanShouldBeThatOfTheWorstWindow() {
		int[] perSecond = new int[900];
		Arrays.fill(perSecond, 2);
		perSecond[100] = 10;
		CallRate calls = new CallRate(perSecond);
		assertThat(calls.peakToMean(Duration.ZERO)).isCloseTo(10 / (608 / 300.0), within(1e-9));
		assertThat(calls.peakToMean(Duration.ofSeconds(100))).isGreaterThan(4);
		assertThat(calls.peakToMean(Duration.ofSeconds(101))).isEqualTo(1);
		assertThat(calls.mean(Duration.ofSeconds(101))).isEqualTo(2);
		assertThat(calls.total()).isEqualTo(1808);
	}

	private VirtualService service(Duration life) {
		return new VirtualService(life, Duration.ofMillis(20), this.calls::incrementAndGet);
	}

}
