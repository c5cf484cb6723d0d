/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Work that both contenders do over sockets, each against a fresh server of its own, one
 * after the other.
 *
 * @param name what is done
 * @param figures what it answers
 * @param server the server that it needs
 * @param work does it
 */
record Scenario(String name, List<Figure> figures, Servers server, Work work) {

	static Scenario of(String name, Figure figure, Servers server, SingleWork work) {
		return new Scenario(name, List.of(figure), server,
				(contender) -> Map.of(figure.name(), (double) work.run(contender)));
	}

	List<Row> run() throws Exception {
		return rows(run(SdkContender::new), run(ManagedContender::new));
	}

	/**
	 * Runs scenarios that take long and leave the machine idle for the most part, all at
	 * the same time, so that whatever else the machine does meets both contenders.
	 */
	static List<Row> runAtOnce(List<Scenario> scenarios) throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			List<Future<Map<String, Double>>> sdk = new ArrayList<>();
			List<Future<Map<String, Double>>> managed = new ArrayList<>();
			for (Scenario scenario : scenarios) {
				sdk.add(threads.submit(() -> scenario.run(SdkContender::new)));
				managed.add(threads.submit(() -> scenario.run(ManagedContender::new)));
			}
			List<Row> rows = new ArrayList<>();
			for (int i = 0; i < scenarios.size(); i++) {
				rows.addAll(scenarios.get(i).rows(sdk.get(i).get(), managed.get(i).get()));
			}
			return rows;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private List<Row> rows(Map<String, Double> sdk, Map<String, Double> managed) {
		List<Row> rows = new ArrayList<>();
		for (Figure figure : figures()) {
			rows.add(new Row(name(), figure.name(), sdk.get(figure.name()), figure.of(managed), figure.least(),
					figure.exact(), figure.headline()));
		}
		return rows;
	}

	private Map<String, Double> run(Function<S3ExpressLocalServer, Contender> contenders) throws Exception {
		try (Contender contender = contenders.apply(server().start())) {
			return work().run(contender);
		}
	}

	/**
	 * What is counted or measured.
	 *
	 * @param name what, with its unit
	 * @param least the least possible, or {@code null} where none can be named
	 * @param exact whether the figure is the same in every run, on every machine
	 * @param headline what the chart calls it, or {@code null} to leave it out there
	 */
	record Figure(String name, @Nullable Double least, boolean exact, @Nullable String headline) {

		static Figure counted(String name, double least) {
			return new Figure(name, least, true, null);
		}

		static Figure measured(String name) {
			return new Figure(name, null, false, null);
		}

		static Figure measured(String name, double least) {
			return new Figure(name, least, false, null);
		}

		Figure withHeadline(String headline) {
			return new Figure(name(), least(), exact(), headline);
		}

		private double of(Map<String, Double> figures) {
			Double value = figures.get(name());
			if (value == null) {
				throw new IllegalStateException("The work answered no '%s', only %s".formatted(name(), figures));
			}
			return value;
		}

	}

	/**
	 * Starts a fresh server.
	 */
	@FunctionalInterface
	interface Servers {

		S3ExpressLocalServer start();

	}

	/**
	 * Does the work and answers the figures by their names.
	 */
	@FunctionalInterface
	interface Work {

		Map<String, Double> run(Contender contender) throws Exception;

	}

	/**
	 * Does the work and answers the only figure.
	 */
	@FunctionalInterface
	interface SingleWork {

		long run(Contender contender) throws Exception;

	}

}
