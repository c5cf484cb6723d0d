/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Runs scenarios with both contenders, one after the other.
 */
final class Comparison {

	private Comparison() {
	}

	static List<Row> run(List<Scenario> scenarios) throws Exception {
		List<Row> rows = new ArrayList<>();
		for (Scenario scenario : scenarios) {
			rows.add(new Row(scenario, figure(scenario, SdkContender::new), figure(scenario, ManagedContender::new)));
		}
		return rows;
	}

	private static long figure(Scenario scenario, Function<S3ExpressLocalServer, Contender> contenders)
			throws Exception {
		try (Contender contender = contenders.apply(scenario.server().start())) {
			return scenario.work().run(contender);
		}
	}

	/**
	 * What came out.
	 *
	 * @param scenario what was done
	 * @param sdk the figure of the SDK alone
	 * @param managed the figure of the session manager
	 */
	record Row(Scenario scenario, long sdk, long managed) {

		String asTableRow() {
			String least = (scenario().leastPossible() < 0) ? "" : Long.toString(scenario().leastPossible());
			return "| %s | %s | %d | %d | %s |".formatted(scenario().name(), scenario().unit(), sdk(), managed(),
					least);
		}

	}

}
