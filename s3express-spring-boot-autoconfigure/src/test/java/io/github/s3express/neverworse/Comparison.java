/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.core.SdkGlobalTime;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Goes through a scenario twice at the same time, so that both see the same machine.
 *
 * @param scenario the scenario
 * @param alone what came of it with the SDK alone
 * @param managed what came of it with the starter
 */
record Comparison(Scenario scenario, Outcome alone, Outcome managed) {

	// Both wait for the same server: what the starter adds is computing, which a loaded
	// machine may stretch.
	private static final double LONGER_AT_MOST = 1.5;

	private static final Duration STRETCH = Duration.ofMillis(600);

	// What is not due to the starter does not happen each time.
	private static final int RUNS = 3;

	private static final Duration THREADS_MAY_END_WITHIN = Duration.ofSeconds(15);

	// Threads that the JVM, the SDK or Netty make once for all: whoever comes first has
	// them.
	private static final List<String> SHARED_THREADS = List.of("idle-connection-reaper", "sdk-cache",
			"ForkJoinPool.commonPool", "globalEventExecutor", "Cleaner", "awaitility", "threadDeathWatcher");

	/**
	 * Compares. Goes through the scenario again only if the starter took longer.
	 * @param scenario the scenario
	 * @return the first comparison in which it did not, or the last
	 */
	static Comparison of(Scenario scenario) {
		Comparison comparison = once(scenario);
		for (int run = 1; run < RUNS && comparison.tookLonger(); run++) {
			comparison = once(scenario);
		}
		return comparison;
	}

	/**
	 * Loads the classes that scenarios of a kind need.
	 */
	static void warmUp(List<Scenario> scenarios, Scenario.Kind kind) {
		scenarios.stream().filter((scenario) -> scenario.kind() == kind).findFirst().ifPresent(Comparison::once);
	}

	private static Comparison once(Scenario scenario) {
		CompletableFuture<Outcome> alone = start(scenario, (server) -> new SdkAlone(server, scenario.kind()));
		if (scenario.apart()) {
			alone.join();
			forgetWhatIsCommon();
		}
		CompletableFuture<Outcome> managed = start(scenario, (server) -> new WithStarter(server, scenario.kind()));
		if (scenario.apart()) {
			managed.join();
			forgetWhatIsCommon();
		}
		return new Comparison(scenario, alone.join(), managed.join());
	}

	// What one client learns about the clock, all that are made later know.
	private static void forgetWhatIsCommon() {
		SdkGlobalTime.setGlobalTimeOffset(0);
	}

	private static CompletableFuture<Outcome> start(Scenario scenario,
			Function<S3ExpressLocalServer, Contender> contender) {
		CompletableFuture<Outcome> outcome = new CompletableFuture<>();
		// Threads belong to the group of those that make them.
		ThreadGroup threads = new ThreadGroup(scenario.name());
		new Thread(threads, () -> {
			try {
				outcome.complete(run(scenario, contender, threads));
			}
			catch (Throwable ex) {
				outcome.completeExceptionally(ex);
			}
		}, "scenario").start();
		return outcome;
	}

	private static Outcome run(Scenario scenario, Function<S3ExpressLocalServer, Contender> contender,
			ThreadGroup threads) {
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder();
		scenario.server().accept(builder);
		Calls calls = new Calls();
		try (S3ExpressLocalServer server = builder.start()) {
			try (Contender application = contender.apply(server)) {
				scenario.work().accept(application, calls);
			}
			int unanswered = calls.unanswered();
			return new Outcome(calls.failed(), unanswered, server.counters().count("CreateSession"),
					server.counters().total(), calls.busy(), calls.waited(), left(threads));
		}
	}

	private static List<String> left(ThreadGroup threads) {
		try {
			Awaitility.await().atMost(THREADS_MAY_END_WITHIN).until(() -> namesOf(threads).isEmpty());
		}
		catch (ConditionTimeoutException ex) {
			// They are what is asked for.
		}
		return namesOf(threads);
	}

	private static List<String> namesOf(ThreadGroup group) {
		Thread[] threads = new Thread[1_000];
		group.enumerate(threads);
		return Arrays.stream(threads)
			.filter(Objects::nonNull)
			.filter(Thread::isAlive)
			.map(Thread::getName)
			// The server's come and go with the requests.
			.filter((name) -> !name.equals("scenario") && !name.startsWith("s3express-local"))
			.filter((name) -> SHARED_THREADS.stream().noneMatch(name::startsWith))
			.sorted()
			.toList();
	}

	/**
	 * Fails if the application was worse off with the starter.
	 */
	void assertNotWorse() {
		assertThat(this.managed.failed()).as("failed calls" + this).isLessThanOrEqualTo(this.alone.failed());
		assertThat(this.managed.unanswered()).as("calls that nobody answered" + this)
			.isLessThanOrEqualTo(this.alone.unanswered());
		// To save a call takes a session, and the requests that were not made without.
		int saved = this.alone.failed() - this.managed.failed();
		Scenario.Costs costs = this.scenario.costs();
		assertThat(this.managed.sessions()).as("CreateSession" + this)
			.isLessThanOrEqualTo(this.alone.sessions() + saved + costs.sessions());
		assertThat(this.managed.requests()).as("requests" + this)
			.isLessThanOrEqualTo(this.alone.requests() + saved * costs.requestsPerSavedCall() + costs.requests());
		assertThat(tookLonger()).as("time that callers were held up or waited" + this).isFalse();
		assertThat(this.managed.threadsLeft()).as("threads left behind" + this)
			.hasSizeLessThanOrEqualTo(this.alone.threadsLeft().size());
	}

	private boolean tookLonger() {
		return isLonger(this.managed.busy(), this.alone.busy()) || isLonger(this.managed.took(), this.alone.took());
	}

	private static boolean isLonger(Duration managed, Duration alone) {
		return managed.compareTo(Duration.ofNanos((long) (alone.toNanos() * LONGER_AT_MOST)).plus(STRETCH)) > 0;
	}

	@Override
	public String toString() {
		return "%n  SDK alone:    %s%n  with starter: %s".formatted(this.alone, this.managed);
	}

}
