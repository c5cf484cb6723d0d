/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Requests whose moments are fixed beforehand. A request that is sent late, because those
 * before it took long, counts from the moment at which it should have been sent: else the
 * slowest moments would be the ones with the fewest requests.
 *
 * @param threads how many send
 * @param interval the time between two requests, of whichever thread
 * @param length how long requests become due
 */
record PacedTraffic(int threads, Duration interval, Duration length) {

	/**
	 * Sends all requests and waits for the last answer.
	 * @param request sends the request of a number and says whether it failed. Thread n
	 * sends the requests n, n + threads and so on
	 * @param outcomes is told of each, by several threads
	 */
	void run(IntPredicate request, Consumer<Outcome> outcomes) throws Exception {
		long start = System.nanoTime();
		ExecutorService senders = Executors.newFixedThreadPool(threads());
		try {
			List<Future<?>> sent = new ArrayList<>();
			for (int i = 0; i < threads(); i++) {
				int first = i;
				sent.add(senders.submit(() -> send(start, first, request, outcomes)));
			}
			for (Future<?> sender : sent) {
				sender.get();
			}
		}
		finally {
			senders.shutdownNow();
		}
	}

	private void send(long start, int first, IntPredicate request, Consumer<Outcome> outcomes) {
		for (int number = first; interval().multipliedBy(number).compareTo(length()) < 0; number += threads()) {
			long due = start + interval().multipliedBy(number).toNanos();
			for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
				LockSupport.parkNanos(wait);
			}
			boolean failed = request.test(number);
			outcomes.accept(new Outcome(due, System.nanoTime(), failed));
		}
	}

	/**
	 * How a request went.
	 *
	 * @param due when it should have been sent
	 * @param answered when it was over
	 * @param failed whether it failed
	 */
	record Outcome(long due, long answered, boolean failed) {

		long nanos() {
			return this.answered - this.due;
		}

	}

}
