/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.benchmarks.Scenario.Figure;

/**
 * Traffic while CreateSession answers 503, from just after a session was made.
 */
final class Outage {

	private static final PacedTraffic TRAFFIC = new PacedTraffic(4, Duration.ofMillis(25), Duration.ZERO);

	// Long enough for those who space their tries to notice that the outage is over.
	private static final Duration AFTERWARDS = Duration.ofSeconds(15);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Figure AVOIDABLE = Figure.measured("failed requests while a session was valid", 0);

	// Who waits long fails seldom: to a caller in a hurry both come to the same.
	private static final Figure LATE = Figure.measured("requests failed or not answered within 1 s");

	private static final Figure FAILED = Figure.measured("failed requests in all");

	private static final Figure WORST = Latencies.worst();

	private static final Figure CALLS = Figure.measured("CreateSession calls while it failed");

	private static final Figure RECOVERED = Figure.measured("ms from its end to the first success");

	private static final Figure LAST_FAILURE = Figure.measured("ms from its end to the last failure");

	private Outage() {
	}

	/**
	 * An outage that is over while the session is still valid.
	 */
	static Scenario endingBeforeExpiry() {
		return scenario(Lives.SHORTEST_IN_KIND.minusSeconds(4), List.of(AVOIDABLE,
				LATE.withHeadline("requests failed or late, only CreateSession is out"), WORST, CALLS));
	}

	/**
	 * An outage during which the session ends.
	 */
	static Scenario outlastingTheSession() {
		return scenario(Lives.SHORTEST_IN_KIND.plusSeconds(15),
				List.of(AVOIDABLE, FAILED, LATE, WORST, CALLS, RECOVERED, LAST_FAILURE));
	}

	private static Scenario scenario(Duration outage, List<Figure> figures) {
		String name = "40 requests/s, CreateSession answers 503 for %d s of a session of %d s"
			.formatted(outage.toSeconds(), Lives.SHORTEST_IN_KIND.toSeconds());
		return new Scenario(name, figures, () -> Buckets.server(1).sessionLifetime(Lives.SHORTEST_IN_KIND).start(),
				(contender) -> {
					try (S3Client client = contender.newClient()) {
						return run(contender, client, outage);
					}
				});
	}

	private static Map<String, Double> run(Contender contender, S3Client client, Duration outage) throws Exception {
		Requests.list(client, 0);
		long made = contender.sessionsMade();
		Witness witness = new Witness(System.nanoTime() + outage.toNanos());
		contender.server().faults().on("CreateSession").error(503, "SlowDown");
		CompletableFuture<Long> calls = CompletableFuture.supplyAsync(() -> {
			contender.server().faults().clear();
			return contender.sessionsMade() - made;
		}, CompletableFuture.delayedExecutor(outage.toNanos(), TimeUnit.NANOSECONDS));
		LongAdder avoidable = new LongAdder();
		PacedTraffic traffic = new PacedTraffic(TRAFFIC.threads(), TRAFFIC.interval(), outage.plus(AFTERWARDS));
		traffic.run((number) -> {
			boolean valid = !contender.server().sessions().live().isEmpty();
			boolean failed = Requests.putFails(client, 0);
			avoidable.add((valid && failed) ? 1 : 0);
			return failed;
		}, witness);
		return Map.of(AVOIDABLE.name(), avoidable.doubleValue(), FAILED.name(), witness.failed.doubleValue(),
				LATE.name(), witness.late.doubleValue(), WORST.name(), witness.latencies.worstMillis(), CALLS.name(),
				(double) calls.join(), RECOVERED.name(), witness.millisToFirstSuccess(), LAST_FAILURE.name(),
				witness.millisToLastFailure());
	}

	/**
	 * Sees how requests go, above all after the outage.
	 */
	private static final class Witness implements Consumer<PacedTraffic.Outcome> {

		private final long end;

		private final Latencies latencies = new Latencies();

		private final LongAdder failed = new LongAdder();

		private final LongAdder late = new LongAdder();

		private final LongAccumulator firstSuccess = new LongAccumulator(Math::min, Long.MAX_VALUE);

		private final LongAccumulator lastFailure = new LongAccumulator(Math::max, 0);

		private Witness(long end) {
			this.end = end;
		}

		@Override
		public void accept(PacedTraffic.Outcome outcome) {
			this.latencies.accept(outcome);
			this.failed.add(outcome.failed() ? 1 : 0);
			this.late.add((outcome.failed() || outcome.nanos() > PATIENCE.toNanos()) ? 1 : 0);
			long after = outcome.answered() - this.end;
			if (outcome.failed()) {
				this.lastFailure.accumulate(after);
			}
			else if (after >= 0) {
				this.firstSuccess.accumulate(after);
			}
		}

		private double millisToFirstSuccess() {
			if (this.firstSuccess.get() == Long.MAX_VALUE) {
				throw new IllegalStateException("No request succeeded after the outage");
			}
			return this.firstSuccess.get() / 1e6;
		}

		private double millisToLastFailure() {
			return this.lastFailure.get() / 1e6;
		}

	}

}
