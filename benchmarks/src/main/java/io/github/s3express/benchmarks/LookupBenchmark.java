/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.Objects;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Session look-ups. Public, as all that JMH calls must be.
 */
public class LookupBenchmark {

	static final String CONTENDER = "contender";

	static final String BUCKETS = "buckets";

	static final String SDK = "sdk";

	static final String MANAGED = "managed";

	static final String BARE = "bare";

	/**
	 * Looks up the session of one bucket.
	 * @param sessions the sessions
	 * @param turn says which
	 * @return what was found
	 */
	@Benchmark
	public @Nullable Object lookUp(Sessions sessions, Turn turn) {
		return sessions.lookups().get(turn.next());
	}

	/**
	 * Sessions of all buckets, made beforehand.
	 */
	@State(Scope.Benchmark)
	public static class Sessions {

		/**
		 * Who looks up.
		 */
		@Param({ SDK, MANAGED, BARE })
		public String contender = SDK;

		/**
		 * How many buckets take turns.
		 */
		@Param("1")
		public int buckets;

		private @Nullable Lookups lookups;

		private Lookups lookups() {
			return Objects.requireNonNull(this.lookups);
		}

		/**
		 * Makes the sessions.
		 */
		@Setup(Level.Trial)
		public void setUp() {
			this.lookups = switch (this.contender) {
				case SDK -> Lookups.Sdk.of(this.buckets);
				case MANAGED -> Lookups.Managed.of(this.buckets);
				default -> Lookups.Bare.of(this.buckets);
			};
		}

		/**
		 * Stops the server.
		 */
		@TearDown(Level.Trial)
		public void tearDown() {
			lookups().close();
		}

	}

	/**
	 * Whose turn it is: each thread goes through the buckets in an order of its own.
	 */
	@State(Scope.Thread)
	public static class Turn {

		private static final int LENGTH = 1 << 12;

		private int[] order = {};

		private int next;

		/**
		 * Draws the order.
		 * @param benchmark says how many buckets there are
		 */
		@Setup(Level.Trial)
		public void setUp(BenchmarkParams benchmark) {
			this.order = new Random().ints(LENGTH, 0, Integer.parseInt(benchmark.getParam(BUCKETS))).toArray();
		}

		int next() {
			return this.order[this.next++ & (LENGTH - 1)];
		}

	}

}
