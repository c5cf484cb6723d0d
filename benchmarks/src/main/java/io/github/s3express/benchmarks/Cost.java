/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import com.sun.management.ThreadMXBean;

/**
 * What one of many calls cost the threads that had to do with it.
 *
 * @param micros CPU time in microseconds
 * @param bytes memory allocated
 * @param wallMicros how long it took
 */
record Cost(double micros, double bytes, double wallMicros) {

	// The JVM compiles in these.
	private static final int WARM_UP = 5;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/**
	 * Lets the contenders take turns. Who begins does so in turn as well.
	 * @param rounds how many turns of each count
	 * @param sdk a turn of the SDK
	 * @param managed a turn of the manager
	 */
	static Both inTurns(int rounds, Turn sdk, Turn managed) throws Exception {
		List<Cost> ofSdk = new ArrayList<>();
		List<Cost> ofManaged = new ArrayList<>();
		for (int round = (rounds > 1) ? -WARM_UP : 0; round < rounds; round++) {
			Cost last = (round % 2 == 0) ? null : managed.take();
			Cost first = sdk.take();
			Cost second = (last != null) ? last : managed.take();
			if (round >= 0) {
				ofSdk.add(first);
				ofManaged.add(second);
			}
		}
		return new Both(ofSdk, ofManaged);
	}

	/**
	 * What calls cost the thread that makes them.
	 */
	static Cost ofThisThread(int calls, Work work) throws Exception {
		long cpu = THREADS.getCurrentThreadCpuTime();
		long bytes = THREADS.getCurrentThreadAllocatedBytes();
		long wall = System.nanoTime();
		for (int count = 0; count < calls; count++) {
			work.run();
		}
		return new Cost((THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / calls,
				(THREADS.getCurrentThreadAllocatedBytes() - bytes) / (double) calls,
				(System.nanoTime() - wall) / 1e3 / calls);
	}

	/**
	 * What calls cost all threads of this JVM that count, those of the JVM itself apart.
	 */
	static Cost ofThreads(int calls, Predicate<String> names, Work all) throws Exception {
		long[] ids = ids(names);
		long cpu = sum(THREADS.getThreadCpuTime(ids));
		long bytes = sum(THREADS.getThreadAllocatedBytes(ids));
		long wall = System.nanoTime();
		all.run();
		wall = System.nanoTime() - wall;
		ids = ids(names);
		return new Cost((sum(THREADS.getThreadCpuTime(ids)) - cpu) / 1e3 / calls,
				(sum(THREADS.getThreadAllocatedBytes(ids)) - bytes) / (double) calls, wall / 1e3 / calls);
	}

	private static long[] ids(Predicate<String> names) {
		List<Long> ids = new ArrayList<>();
		for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
			if (thread != null && names.test(thread.getThreadName())) {
				ids.add(thread.getThreadId());
			}
		}
		return ids.stream().mapToLong(Long::longValue).toArray();
	}

	private static long sum(long[] values) {
		long sum = 0;
		for (long value : values) {
			sum += Math.max(value, 0);
		}
		return sum;
	}

	/**
	 * Some calls of a contender.
	 */
	@FunctionalInterface
	interface Turn {

		Cost take() throws Exception;

	}

	/**
	 * What is to be measured.
	 */
	@FunctionalInterface
	interface Work {

		void run() throws Exception;

	}

	/**
	 * The turns of both.
	 *
	 * @param sdk those of the SDK
	 * @param managed those of the manager
	 */
	record Both(List<Cost> sdk, List<Cost> managed) {

		Row row(String work, String figure, ToDoubleFunction<Cost> value) {
			return Row.measured(work, "%s, median of %d".formatted(figure, sdk().size()), median(sdk(), value),
					median(managed(), value));
		}

		List<Row> rows(String work) {
			return List.of(row(work, "µs of CPU time", Cost::micros), row(work, "bytes allocated", Cost::bytes));
		}

		private static double median(List<Cost> costs, ToDoubleFunction<Cost> value) {
			return costs.stream().mapToDouble(value).sorted().toArray()[costs.size() / 2];
		}

	}

}
