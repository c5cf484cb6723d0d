/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.engine.VirtualClock;
import io.github.s3express.session.engine.VirtualService;
import io.github.s3express.session.engine.VirtualStore;

/**
 * Instances of an application in simulated time. Each asks for one bucket after the
 * other, at a steady rate. What instances do does not depend on each other, so each has a
 * clock of its own and they run one by one.
 *
 * @param instances how many instances there are
 * @param buckets how many buckets each of them uses
 * @param interval the time from one request of an instance for a bucket to its next
 * @param starts when each instance starts; not negative
 * @param length how long all is watched
 */
record Fleet(int instances, int buckets, Duration interval, IntFunction<Duration> starts, Duration length) {

	private static final Duration LATENCY = Duration.ofMillis(20);

	private static final Duration DISTANCE_OF_STORE = Duration.ofNanos(500_000);

	private static final Duration FIRST_REQUEST = Duration.ofSeconds(5);

	Traffic managed(RefreshPolicy policy) {
		return run((number, clock, service) -> new SimulatedManager(clock, buckets(), policy, number, service, null));
	}

	/**
	 * The SDK's caches. They leave nothing to chance, so instances that start at one
	 * moment do the same, and one stands for all of them.
	 */
	Traffic sdk() {
		int seconds = Math.toIntExact(length().toSeconds());
		int[] calls = new int[seconds];
		long[] waits = new long[1];
		IntStream.range(0, instances())
			.mapToObj(starts())
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
			.entrySet()
			.parallelStream()
			.forEach((start) -> {
				AtomicIntegerArray ofOne = new AtomicIntegerArray(seconds);
				long waitsOfOne = run(0, start.getKey(), (number, clock, service) -> new SimulatedSdk(clock, service),
						ofOne);
				synchronized (waits) {
					waits[0] += waitsOfOne * start.getValue();
					for (int second = 0; second < seconds; second++) {
						calls[second] += Math.toIntExact(ofOne.get(second) * start.getValue());
					}
				}
			});
		return new Traffic(new CallRate(calls), waits[0]);
	}

	/**
	 * The managers when they share their sessions. What they do depends on each other, so
	 * they have one clock.
	 * @param policy when they refresh
	 * @param away at which moments their store cannot be reached
	 */
	Traffic sharing(RefreshPolicy policy, LongPredicate away) {
		VirtualClock clock = new VirtualClock();
		AtomicIntegerArray calls = new AtomicIntegerArray(Math.toIntExact(length().toSeconds()));
		VirtualService service = service(clock, calls);
		VirtualStore store = new VirtualStore(clock, DISTANCE_OF_STORE, away);
		List<SimulatedCache> started = new ArrayList<>();
		IntStream.range(0, instances()).boxed().sorted(Comparator.comparing(starts()::apply)).forEach((number) -> {
			clock.advanceTo(starts().apply(number).toNanos());
			started.add(new SimulatedManager(clock, buckets(), policy, number, service, store));
		});
		long waits = 0;
		long pause = interval().dividedBy(buckets()).toNanos();
		int request = 0;
		for (long now = clock.nanoTime() + FIRST_REQUEST.toNanos(); now < length().toNanos(); now += pause) {
			clock.advanceTo(now);
			int bucket = request++ % buckets();
			waits += started.stream().filter((cache) -> cache.request(bucket)).count();
		}
		return new Traffic(new CallRate(IntStream.range(0, calls.length()).map(calls::get).toArray()), waits);
	}

	private static VirtualService service(VirtualClock clock, AtomicIntegerArray calls) {
		return new VirtualService(RefreshPolicy.LONGEST_LIFE, LATENCY,
				() -> calls.incrementAndGet(Math.toIntExact(Duration.ofNanos(clock.nanoTime()).toSeconds())));
	}

	private Traffic run(Caches caches) {
		AtomicIntegerArray calls = new AtomicIntegerArray(Math.toIntExact(length().toSeconds()));
		AtomicLong waits = new AtomicLong();
		IntStream.range(0, instances())
			.parallel()
			.forEach((number) -> waits.addAndGet(run(number, starts().apply(number), caches, calls)));
		return new Traffic(new CallRate(IntStream.range(0, calls.length()).map(calls::get).toArray()), waits.get());
	}

	private long run(int number, Duration start, Caches caches, AtomicIntegerArray calls) {
		VirtualClock clock = new VirtualClock();
		clock.advanceTo(start.toNanos());
		SimulatedCache cache = caches.start(number, clock, service(clock, calls));
		long waits = 0;
		long pause = interval().dividedBy(buckets()).toNanos();
		int request = 0;
		// The first request comes when the sessions of the start are there.
		for (long now = start.plus(FIRST_REQUEST).toNanos(); now < length().toNanos(); now += pause) {
			clock.advanceTo(now);
			waits += cache.request(request++ % buckets()) ? 1 : 0;
		}
		return waits;
	}

	/**
	 * What a fleet did.
	 *
	 * @param calls its CreateSession calls
	 * @param waits how many requests waited for one
	 */
	record Traffic(CallRate calls, long waits) {

	}

	@FunctionalInterface
	private interface Caches {

		SimulatedCache start(int number, VirtualClock clock, VirtualService service);

	}

}
