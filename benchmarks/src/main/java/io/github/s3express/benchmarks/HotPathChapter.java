/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a session costs a request that finds one, by JMH: the look-up alone.
 */
final class HotPathChapter implements Chapter {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private static final int OBJECT_ALIGNMENT = 8;

	// The size of the SDK's cache is not to be had through its API.
	private static final int SDK_CACHE_SIZE = 25;

	@Override
	public String title() {
		return "Hot path";
	}

	@Override
	public List<Row> run(Effort effort) throws Exception {
		List<Row> rows = new ArrayList<>();
		for (int buckets : buckets(effort)) {
			for (int threads : threads(effort)) {
				rows.addAll(lookUps(effort, buckets, threads));
			}
		}
		return rows;
	}

	private static List<Integer> buckets(Effort effort) {
		return (effort == Effort.FULL) ? List.of(1, 16, 1000) : List.of(16);
	}

	private static List<Integer> threads(Effort effort) {
		return (effort == Effort.FULL) ? List.of(1, 2, 8) : List.of(1);
	}

	private static List<Row> lookUps(Effort effort, int buckets, int threads) throws RunnerException {
		ChainedOptionsBuilder options = options(effort, LookupBenchmark.class, threads).timeUnit(TimeUnit.NANOSECONDS)
			.param(LookupBenchmark.BUCKETS, String.valueOf(buckets))
			.addProfiler(GCProfiler.class);
		Collection<RunResult> results = new Runner(options.build()).run();
		RunResult sdk = of(LookupBenchmark.SDK, results);
		RunResult managed = of(LookupBenchmark.MANAGED, results);
		RunResult bare = of(LookupBenchmark.BARE, results);
		String work = "session look-up, %s, %s%s".formatted(count(threads, "thread"), count(buckets, "bucket"),
				(buckets > SDK_CACHE_SIZE)
						? "; the SDK, whose cache holds %d, calls CreateSession".formatted(SDK_CACHE_SIZE) : "");
		Row time = new Row(work, "ns", time(sdk), time(managed), time(bare), false, null);
		boolean headline = threads > 1 && buckets == 16;
		List<Row> rows = new ArrayList<>();
		rows.add(headline ? time.withHeadline("ns per session look-up, " + count(threads, "thread")) : time);
		if (threads == 1) {
			rows.add(new Row(work, "bytes allocated", allocated(sdk), allocated(managed), 0.0, true, null));
		}
		return rows;
	}

	private static ChainedOptionsBuilder options(Effort effort, Class<?> benchmark, int threads) {
		ChainedOptionsBuilder options = new OptionsBuilder().include(benchmark.getName())
			.mode(Mode.AverageTime)
			.threads(threads)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
		return (effort == Effort.FULL)
				? options.forks(1)
					.warmupIterations(2)
					.warmupTime(TimeValue.milliseconds(300))
					.measurementIterations(5)
					.measurementTime(TimeValue.milliseconds(200))
				: options.forks(0)
					.warmupIterations(1)
					.warmupTime(TimeValue.milliseconds(100))
					.measurementIterations(1)
					.measurementTime(TimeValue.milliseconds(100));
	}

	private static RunResult of(String contender, Collection<RunResult> results) {
		return results.stream()
			.filter((result) -> contender.equals(result.getParams().getParam(LookupBenchmark.CONTENDER)))
			.findFirst()
			.orElseThrow();
	}

	private static double time(RunResult result) {
		return result.getPrimaryResult().getScore();
	}

	// An object takes a multiple of eight bytes: what is over is JMH's own, spread over
	// the look-ups.
	private static double allocated(RunResult result) {
		Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
		if (allocated == null) {
			throw new IllegalStateException("This JVM does not count what threads allocate");
		}
		return Math.floor(allocated.getScore() / OBJECT_ALIGNMENT) * OBJECT_ALIGNMENT;
	}

	private static String count(int count, String what) {
		return "%,d %s%s".formatted(count, what, (count != 1) ? "s" : "");
	}

}
