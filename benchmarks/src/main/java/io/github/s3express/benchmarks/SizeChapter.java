/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.benchmarks.SizedApplication.Figure;
import io.github.s3express.benchmarks.SizedApplication.Task;
import io.github.s3express.local.S3ExpressLocalServer;

/**
 * What the session manager and its starter weigh: heap, threads, start-up, jars.
 */
final class SizeChapter implements Chapter {

	/**
	 * Says where the build has written the starter's dependency tree, if it has.
	 */
	static final String TREE_PROPERTY = "comparison.starter-dependencies";

	private static final int BUCKETS = 1000;

	private static final String WARM_BUCKET = "--s3express.buckets.warm.name=" + Buckets.name(0);

	// Longer than the manager's and the HTTP clients' idle threads live.
	private static final Duration REST = Duration.ofSeconds(40);

	@Override
	public String title() {
		return "Size";
	}

	@Override
	public List<Row> run(Effort effort) throws Exception {
		boolean full = effort == Effort.FULL;
		List<Row> rows = new ArrayList<>();
		try (S3ExpressLocalServer server = Buckets.server(BUCKETS).start()) {
			rows.addAll(heap(server, full ? BUCKETS : 2 * SizedApplication.BUCKETS_PER_CLIENT));
			rows.addAll(startUp(server, full ? 5 : 1));
		}
		rows.addAll(classPath());
		return rows;
	}

	@Override
	public List<Callable<List<Row>>> idleParts(Effort effort) {
		return List.of(() -> {
			try (S3ExpressLocalServer server = Buckets.server(BUCKETS).start()) {
				return threads(server, (effort == Effort.FULL) ? REST : Duration.ZERO);
			}
		});
	}

	private static <T> List<T> atOnce(List<Callable<T>> parts) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(parts.size());
		try {
			List<T> all = new ArrayList<>();
			for (Future<T> part : executor.invokeAll(parts)) {
				all.add(part.get());
			}
			return all;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static List<Row> heap(S3ExpressLocalServer server, int sessions) throws Exception {
		SizedJvm sdk = new SizedJvm(server, true, List.of());
		SizedJvm managed = new SizedJvm(server, false, List.of());
		return List.of(Row.measured(
				"%,d sessions, the SDK's in clients of %d each".formatted(sessions,
						SizedApplication.BUCKETS_PER_CLIENT),
				"bytes of heap per session", sdk.run(Task.HEAP, sessions).of(Figure.HEAP_PER_SESSION),
				managed.run(Task.HEAP, sessions).of(Figure.HEAP_PER_SESSION)));
	}

	private static List<Row> threads(S3ExpressLocalServer server, Duration rest) throws Exception {
		int buckets = 100;
		List<String> arguments = List.of("--" + SizedApplication.REST_PROPERTY + "=" + rest);
		List<SizedJvm.Said> both = atOnce(
				List.of(() -> new SizedJvm(server, true, arguments).run(Task.THREADS, buckets),
						() -> new SizedJvm(server, false, arguments).run(Task.THREADS, buckets)));
		SizedJvm.Said sdk = both.get(0);
		SizedJvm.Said managed = both.get(1);
		String work = "%d buckets used by a synchronous and an asynchronous client and a presigner".formatted(buckets);
		return List.of(
				Row.measured(work, "threads, just used", sdk.of(Figure.THREADS_AFTER_USE),
						managed.of(Figure.THREADS_AFTER_USE)),
				Row.measured(work, "threads, %d s later".formatted(rest.toSeconds()), sdk.of(Figure.THREADS_AT_REST),
						managed.of(Figure.THREADS_AT_REST)));
	}

	private static List<Row> startUp(S3ExpressLocalServer server, int starts) throws Exception {
		Starts sdk = new Starts(new SizedJvm(server, true, List.of()));
		Starts managed = new Starts(new SizedJvm(server, false, List.of()));
		Starts warmed = new Starts(new SizedJvm(server, false, List.of(WARM_BUCKET)));
		for (int start = 0; start < starts; start++) {
			// One of each in turn, so that they share what else the machine does.
			sdk.again();
			managed.again();
			warmed.again();
		}
		List<Row> rows = new ArrayList<>();
		rows.addAll(startUp("start of an application with three clients", sdk, managed));
		rows.addAll(startUp("the same, one bucket warmed up", sdk, warmed));
		return rows;
	}

	private static List<Row> startUp(String work, Starts sdk, Starts managed) {
		return List.of(
				Row.measured(work, "ms until ready", sdk.median(Figure.READY_MILLIS),
						managed.median(Figure.READY_MILLIS)),
				Row.measured(work, "ms of processor time", sdk.median(Figure.PROCESSOR_MILLIS),
						managed.median(Figure.PROCESSOR_MILLIS)));
	}

	private static List<Row> classPath() throws IOException {
		List<Row> rows = new ArrayList<>();
		rows.add(weight("the starter's own code", "kB of jar",
				kilobytes(List.of(Jars.holding(S3ExpressAutoConfiguration.class)))));
		String tree = System.getProperty(TREE_PROPERTY);
		if (tree != null) {
			List<Path> jars = StarterDependencies.read(Path.of(tree)).jars();
			String work = "class path of the starter beyond spring-boot-starter and the SDK's s3";
			rows.add(weight(work, "jars", jars.size()));
			rows.add(weight(work, "kB of jars", kilobytes(jars)));
		}
		return rows;
	}

	private static Row weight(String work, String figure, double managed) {
		return new Row(work, figure, null, managed, null, false, null);
	}

	private static double kilobytes(List<Path> jars) throws IOException {
		long bytes = 0;
		for (Path jar : jars) {
			bytes += Jars.size(jar);
		}
		return Math.rint(bytes / 1000.0);
	}

	/**
	 * Starts of one kind of application.
	 */
	private static final class Starts {

		private final SizedJvm jvm;

		private final List<SizedJvm.Said> all = new ArrayList<>();

		private Starts(SizedJvm jvm) {
			this.jvm = jvm;
		}

		private void again() throws Exception {
			this.all.add(this.jvm.run(Task.START, 0));
		}

		private double median(Figure figure) {
			double[] sorted = this.all.stream().mapToDouble((said) -> said.of(figure)).sorted().toArray();
			return sorted[sorted.length / 2];
		}

	}

}
