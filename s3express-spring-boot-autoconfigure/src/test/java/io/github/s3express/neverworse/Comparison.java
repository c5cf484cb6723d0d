/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.core.SdkGlobalTime;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Goes through a scenario with the SDK alone and with the starter.
 * <p>
 * What can be counted is compared strictly, in each run. How long it took is compared by
 * the best of several runs of each: a regression is in all of them, what a busy machine
 * adds is not. The first run is of both at the same time, beside other scenarios. Only if
 * the starter seems to have taken longer there are more, in turns, with nothing beside
 * them.
 *
 * @param scenario the scenario
 * @param runs what came of it, run by run
 */
record Comparison(Scenario scenario, List<Run> runs) {

	// Both wait for the same server: what the starter adds is computing, which a loaded
	// machine may stretch. What the starter must not add is waiting.
	private static final double LONGER_AT_MOST = 1.5;

	private static final Duration STRETCH = Duration.ofMillis(600);

	private static final int RUNS_IN_TURNS = 3;

	private static final Duration THREADS_MAY_END_WITHIN = Duration.ofSeconds(15);

	// Threads that the JVM, the SDK or Netty make once for all: whoever comes first has
	// them.
	private static final List<String> SHARED_THREADS = List.of("idle-connection-reaper", "sdk-cache",
			"ForkJoinPool.commonPool", "globalEventExecutor", "Cleaner", "awaitility", "threadDeathWatcher");

	/**
	 * Compares.
	 * @param scenario the scenario
	 * @param machine its read lock is held by what may have others beside it, its write
	 * lock by what may not
	 */
	static Comparison of(Scenario scenario, ReadWriteLock machine) {
		List<Run> runs = new ArrayList<>();
		Comparison comparison = new Comparison(scenario, runs);
		runs.add(locked(machine.readLock(), () -> once(scenario, scenario.apart())));
		while (runs.size() <= RUNS_IN_TURNS && comparison.tookLonger()) {
			runs.add(locked(machine.writeLock(), () -> once(scenario, true)));
		}
		return comparison;
	}

	private static Run locked(Lock lock, Supplier<Run> run) {
		lock.lock();
		try {
			return run.get();
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Loads the classes that scenarios of a kind need.
	 */
	static void warmUp(List<Scenario> scenarios, Scenario.Kind kind) {
		scenarios.stream()
			.filter((scenario) -> scenario.kind() == kind)
			.findFirst()
			.ifPresent((first) -> once(first, false));
	}

	private static Run once(Scenario scenario, boolean inTurns) {
		CompletableFuture<Outcome> alone = start(scenario, (server) -> new SdkAlone(server, scenario.kind()));
		if (inTurns) {
			alone.join();
		}
		forgetWhatIsCommon(scenario);
		CompletableFuture<Outcome> managed = start(scenario, (server) -> new WithStarter(server, scenario.kind()));
		Run run = new Run(alone.join(), managed.join());
		forgetWhatIsCommon(scenario);
		return run;
	}

	// What one client learns about the clock, all that are made later know.
	private static void forgetWhatIsCommon(Scenario scenario) {
		if (scenario.apart()) {
			SdkGlobalTime.setGlobalTimeOffset(0);
		}
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
		this.runs.forEach(this::assertCountsAreNotWorse);
		assertThat(tookLonger()).as("time that callers were held up or waited" + this).isFalse();
	}

	private void assertCountsAreNotWorse(Run run) {
		Outcome alone = run.alone();
		Outcome managed = run.managed();
		assertThat(managed.failed()).as("failed calls" + this).isLessThanOrEqualTo(alone.failed());
		assertThat(managed.unanswered()).as("calls that nobody answered" + this)
			.isLessThanOrEqualTo(alone.unanswered());
		// To save a call takes a session, and the requests that were not made without.
		int saved = alone.failed() - managed.failed();
		Scenario.Costs costs = this.scenario.costs();
		assertThat(managed.sessions()).as("CreateSession" + this)
			.isLessThanOrEqualTo(alone.sessions() + saved + costs.sessions());
		assertThat(managed.requests()).as("requests" + this)
			.isLessThanOrEqualTo(alone.requests() + saved * costs.requestsPerSavedCall() + costs.requests());
		assertThat(managed.threadsLeft()).as("threads left behind" + this)
			.hasSizeLessThanOrEqualTo(alone.threadsLeft().size());
	}

	private boolean tookLonger() {
		return isLonger(Outcome::busy) || isLonger(Outcome::took);
	}

	private boolean isLonger(Function<Outcome, Duration> time) {
		Duration allowed = Duration.ofNanos((long) (best(Run::alone, time).toNanos() * LONGER_AT_MOST)).plus(STRETCH);
		return best(Run::managed, time).compareTo(allowed) > 0;
	}

	private Duration best(Function<Run, Outcome> whose, Function<Outcome, Duration> time) {
		return this.runs.stream().map(whose).map(time).min(Duration::compareTo).orElseThrow();
	}

	@Override
	public String toString() {
		return this.runs.stream().map(Run::toString).collect(Collectors.joining());
	}

	/**
	 * One run.
	 *
	 * @param alone what came of it with the SDK alone
	 * @param managed what came of it with the starter
	 */
	record Run(Outcome alone, Outcome managed) {

		@Override
		public String toString() {
			return "%n  SDK alone:    %s%n  with starter: %s".formatted(this.alone, this.managed);
		}

	}

}
