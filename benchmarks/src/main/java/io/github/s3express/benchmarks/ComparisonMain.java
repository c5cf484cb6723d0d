/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the table of the session manager beside the SDK alone.
 */
public final class ComparisonMain {

	private ComparisonMain() {
	}

	/**
	 * Runs all scenarios.
	 * @param args the seconds that CreateSession takes for the herd, 7 by default
	 * @throws Exception if a scenario cannot be run
	 */
	public static void main(String[] args) throws Exception {
		Duration herdLatency = Duration.ofSeconds((args.length > 0) ? Long.parseLong(args[0]) : 7);
		List<Scenario> scenarios = new ArrayList<>(Scenarios.counted());
		scenarios.addAll(Scenarios.timed(herdLatency));
		PrintStream out = System.out;
		out.println("| Work | Figure | SDK alone | Managed | Least possible |");
		out.println("|---|---|---|---|---|");
		for (Scenario scenario : scenarios) {
			Comparison.run(List.of(scenario)).forEach((row) -> out.println(row.asTableRow()));
		}
	}

}
