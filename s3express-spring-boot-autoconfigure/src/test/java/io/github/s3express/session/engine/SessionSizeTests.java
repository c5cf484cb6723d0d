/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.SessionKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What many sessions cost, and how their refreshes spread.
 */
class SessionSizeTests {

	private static final int BUCKETS = 10_000;

	@Test
	void sessionWhenIdleShouldTakeLessThanTwoKibibytes() {
		ManagerFixture fixture = new ManagerFixture().maxSessions(BUCKETS).policy(RefreshPolicy.DEFAULT);
		DefaultS3ExpressSessionManager manager = fixture.start();
		fixture.creator.answersAtOnce();
		List<SessionKey> keys = new ArrayList<>();
		for (int number = 0; number < BUCKETS; number++) {
			keys.add(manager.key(ManagerFixture.bucket(number), "GetObject"));
		}
		long before = usedHeap();
		keys.forEach(manager::get);
		fixture.creator.forget();
		fixture.events.clear();
		long each = (usedHeap() - before) / BUCKETS;
		System.out.printf("Heap per idle session: %d bytes, credentials included%n", each);
		assertThat(manager.snapshots()).hasSize(BUCKETS);
		assertThat(each).isLessThan(2_048);
	}

	@Test
	void refreshesWhenTenThousandSessionsStartAtOnceShouldSpreadEvenly() {
		int[] histogram = creationsPerTenSeconds(new Random(1));
		System.out.println("CreateSession per 10 s for 10,000 buckets made at one moment, over 20 minutes: "
				+ Arrays.toString(histogram));
		assertThat(peakToMean(histogram, 30, 90)).isLessThan(2);
		assertThat(Arrays.stream(histogram).sum()).isLessThan((int) (BUCKETS * (1 + 1_200 / 225.0) * 1.1));
	}

	@Test
	void refreshesWhenThereIsNoChanceShouldAllComeAtOnce() {
		int[] histogram = creationsPerTenSeconds(ManagerFixture.HALF);
		assertThat(peakToMean(histogram, 30, 90)).isGreaterThan(10);
	}

	private static int[] creationsPerTenSeconds(RandomGenerator random) {
		ManagerFixture fixture = new ManagerFixture().maxSessions(BUCKETS).policy(RefreshPolicy.DEFAULT).random(random);
		String[] names = new String[BUCKETS];
		Arrays.setAll(names, ManagerFixture::bucket);
		DefaultS3ExpressSessionManager manager = fixture.keptWarm(names).start();
		fixture.creator.answersAtOnce();
		for (String name : names) {
			manager.get(fixture.key(name));
		}
		fixture.time.advance(Duration.ofMinutes(20).minusNanos(1));
		int[] histogram = new int[120];
		fixture.creator.moments().forEach((moment) -> histogram[(int) (moment.toSeconds() / 10)]++);
		return histogram;
	}

	private static double peakToMean(int[] histogram, int from, int to) {
		int[] part = Arrays.copyOfRange(histogram, from, to);
		return Arrays.stream(part).max().orElseThrow() / Arrays.stream(part).average().orElseThrow();
	}

	private static long usedHeap() {
		Runtime runtime = Runtime.getRuntime();
		for (int round = 0; round < 3; round++) {
			System.gc();
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
