/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.SessionRoute;
import io.github.s3express.session.creation.CallLimits;
import io.github.s3express.session.creation.CreationGate;
import io.github.s3express.session.creation.CreationRequest;
import io.github.s3express.session.creation.RetryingSessionCreator;
import io.github.s3express.session.creation.ScriptedCreator;
import io.github.s3express.session.creation.SessionClock;
import io.github.s3express.session.creation.SessionCreator;
import io.github.s3express.session.creation.SessionTimer;
import io.github.s3express.session.creation.VirtualTime;
import io.github.s3express.session.fleet.Fleet;
import io.github.s3express.session.fleet.FleetAccess;
import io.github.s3express.session.fleet.FleetSessionCreator;
import io.github.s3express.session.fleet.SimulatedFleetStore;
import io.github.s3express.session.fleet.SimulatedFleetStore.Weather;

/**
 * One life of a fleet in virtual time: several managers, and the store that they share
 * sessions through. A seed decides everything: who asks when, how service and store
 * answer and how late, what gets lost or arrives twice, whose process stands still or
 * starts anew, which sessions are refused. Each manager has clocks of its own, minutes
 * apart. A part of the seeds sees no fault at all, so that the creations can be counted.
 */
final class FleetSimulation {

	private static final int STEPS = 24;

	private static final Duration STORE_TIMEOUT = Duration.ofMillis(50);

	private static final Duration LONGEST_WAYS = STORE_TIMEOUT.multipliedBy(2);

	private static final byte[] KEY = new byte[FleetSettings.KEY_LENGTH];

	private static final String[] PRINCIPALS = { "arn:aws:iam::111122223333:role/web",
			"arn:aws:iam::111122223333:role/batch" };

	private static final SessionLimits LIMITS = SessionLimits.DEFAULT;

	private static final int[] LIVES = { 10, 60, 120, 300, 300 };

	private final long seed;

	private final Random random;

	private final VirtualTime time = new VirtualTime();

	private final RefreshPolicy policy;

	private final SlotTiming timing;

	private final boolean faultless;

	private final Duration life;

	private final SimulatedFleetStore store;

	private final List<Instance> instances = new ArrayList<>();

	// All that the service ever gave, by session token.
	private final Map<String, Given> given = new HashMap<>();

	private final Map<String, List<Duration>> creations = new HashMap<>();

	private double serviceFails;

	private int step;

	private String operation = "start";

	private @Nullable AssertionError failure;

	FleetSimulation(long seed) {
		this.seed = seed;
		this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
		this.faultless = seed % 4 == 0;
		this.policy = new RefreshPolicy(Duration.ofSeconds(10 + this.random.nextInt(100)),
				(this.random.nextInt(4) > 0) ? this.random.nextDouble() : 0, Duration.ofSeconds(this.random.nextInt(8)),
				Duration.ofMinutes(10));
		this.timing = new SlotTiming(this.policy);
		this.life = Duration.ofSeconds(LIVES[this.random.nextInt(LIVES.length)]);
		this.store = new SimulatedFleetStore(this.time, this.random);
		int number = 2 + this.random.nextInt(5);
		for (int index = 0; index < number; index++) {
			// One of many belongs to somebody else, who uses the same store.
			boolean stranger = number > 2 && index == number - 1;
			this.instances.add(new Instance(stranger ? PRINCIPALS[1] : PRINCIPALS[0]));
		}
	}

	@Nullable Count run() {
		for (this.step = 0; this.step < STEPS; this.step++) {
			act(this.random.nextInt(100));
			check();
		}
		this.operation = "stop at the end";
		this.instances.forEach((instance) -> instance.wake());
		this.time.settle();
		this.instances.forEach((instance) -> instance.manager.stop());
		this.time.advance(Duration.ofMinutes(1));
		check();
		if (this.time.scheduledTasks() > 0) {
			fail("tasks are left after the end");
		}
		return this.faultless ? count() : null;
	}

	private Count count() {
		double made = 0;
		double due = 0;
		// What is taken counts as older than it is by the time on the way, and is
		// replaced as much sooner.
		double interval = this.timing.sharedRefreshAfter(this.life, false, 0, 0).minus(LONGEST_WAYS).toNanos();
		for (Map.Entry<String, List<Duration>> ofKey : this.creations.entrySet()) {
			List<Duration> moments = ofKey.getValue();
			for (int index = 2; index < moments.size(); index++) {
				if (moments.get(index).minus(moments.get(index - 2)).compareTo(this.life) < 0) {
					fail("more than two creations for %s in one life: %s".formatted(ofKey.getKey(), moments));
				}
			}
			Duration used = moments.get(moments.size() - 1).minus(moments.get(0));
			made += moments.size();
			// The first is replaced early, so that buckets do not keep step.
			due += ((moments.size() > 1) ? 2 : 1) + used.toNanos() / interval;
		}
		if (this.failure != null) {
			throw this.failure;
		}
		return new Count(made, due);
	}

	private void act(int dice) {
		Instance instance = this.instances.get(this.random.nextInt(this.instances.size()));
		SessionKey key = instance.keys.get(this.random.nextInt(instance.keys.size()));
		if (dice < 30) {
			this.operation = "get";
			instance.get(key);
			this.time.settle();
		}
		else if (dice < 35) {
			this.operation = "all get";
			for (Instance each : this.instances) {
				each.get(each.keys.get(0));
			}
			this.time.settle();
		}
		else if (dice < 45) {
			advance(this.random.nextInt(200));
		}
		else if (dice < 60) {
			advance(this.random.nextInt(20_000));
		}
		else if (dice < 68 || this.faultless) {
			advance(this.random.nextInt((int) this.life.toMillis()));
		}
		else {
			fault(dice, instance, key);
			this.time.settle();
		}
	}

	private void fault(int dice, Instance instance, SessionKey key) {
		if (dice < 76) {
			this.operation = "change the store's weather";
			this.store.weather(Weather.any(this.random));
		}
		else if (dice < 79) {
			this.operation = "change the service's weather";
			this.serviceFails = this.random.nextBoolean() ? 0 : this.random.nextDouble();
		}
		else if (dice < 87) {
			this.operation = "refuse";
			instance.refuse(key);
		}
		else if (dice < 90) {
			this.operation = "stand still";
			instance.standStill(Duration.ofMillis(this.random.nextInt(5_000)));
		}
		else if (dice < 93) {
			this.operation = "start anew";
			instance.startAnew();
		}
		else if (dice < 95) {
			this.operation = "flush all";
			this.store.flushAll();
		}
		else if (dice < 97) {
			this.operation = "move values";
			this.store.moveValues();
		}
		else if (dice < 98) {
			this.operation = "let go";
			instance.letGo(key);
		}
		else {
			this.operation = "refresh";
			instance.refresh(key);
		}
	}

	private void advance(int millis) {
		this.operation = "advance";
		this.time.advance(Duration.ofMillis(millis));
	}

	private void check() {
		if (this.failure != null) {
			throw this.failure;
		}
		for (Instance instance : this.instances) {
			instance.check();
		}
		if (this.failure != null) {
			throw this.failure;
		}
	}

	private void fail(String problem) {
		if (this.failure == null) {
			this.failure = new AssertionError("Seed %d, step %d (%s, %s after the start): %s".formatted(this.seed,
					this.step, this.operation, this.time.elapsed(), problem));
		}
	}

	/**
	 * How many sessions were made for each one that a refresh was due for. Of a run
	 * without faults.
	 */
	record Count(double made, double due) {
	}

	/**
	 * A session that the service gave.
	 *
	 * @param purpose whom and what it was given for
	 * @param until when it ends, in the time of the simulation
	 */
	private record Given(String purpose, Duration until) {
	}

	/**
	 * A caller that waits.
	 *
	 * @param deadline when it gives up
	 * @param session what it waits for
	 */
	private record Waiter(Duration deadline, CompletableFuture<S3ExpressSession> session) {
	}

	/**
	 * A process with a manager.
	 */
	private final class Instance implements SessionClock {

		private final String principalName;

		private final SessionPrincipal principal = ManagerFixture.request("AKAPPLICATION");

		private final long nanosApart = FleetSimulation.this.random.nextLong();

		private final Duration clockApart = Duration.ofSeconds(FleetSimulation.this.random.nextInt(1_200) - 600);

		private final List<SessionKey> keys = new ArrayList<>();

		private final List<Waiter> waiters = new ArrayList<>();

		private Set<String> refused = new HashSet<>();

		private SimulatedRun process = new SimulatedRun(FleetSimulation.this.time);

		private Duration stillUntil = Duration.ZERO;

		private Fleet fleet;

		private DefaultS3ExpressSessionManager manager;

		// By the store's key, when the store last said that another makes the session.
		private final Map<String, Duration> busy = new HashMap<>();

		private final Map<SessionKey, Duration> delegated = new HashMap<>();

		private final Map<SessionKey, Pending> pending = new HashMap<>();

		private Instance(String principalName) {
			this.principalName = principalName;
			SessionRoute elsewhere = new SessionRoute(Region.EU_WEST_1, null);
			for (int number = 0; number < 2; number++) {
				DirectoryBucketName bucket = new DirectoryBucketName(ManagerFixture.bucket(number));
				this.keys.add(new SessionKey(bucket, SessionMode.READ_WRITE, this.principal));
			}
			if (!FleetSimulation.this.faultless) {
				DirectoryBucketName bucket = new DirectoryBucketName(ManagerFixture.bucket(0));
				this.keys.add(new SessionKey(bucket, SessionMode.READ_ONLY, this.principal));
				this.keys.add(new SessionKey(bucket, SessionMode.READ_WRITE, this.principal, elsewhere));
				this.keys.add(new SessionKey(bucket, SessionMode.READ_WRITE, ManagerFixture.request("AKOTHER")));
			}
			start();
		}

		private void start() {
			SessionEvents events = new SessionEvents();
			BucketCatalog catalog = new BucketCatalog(List.of(settings(0), settings(1)),
					SessionModeStrategy.READ_WRITE);
			FleetSessionStore connection = FleetSimulation.this.store.connect(timerOf(this.process), (delivery) -> {
				if (delivery.answer() instanceof FleetSessionStore.Answer.Busy) {
					this.busy.put(delivery.key(), FleetSimulation.this.time.elapsed());
				}
			});
			this.fleet = new Fleet(
					new FleetSettings(this.principalName, List.of(KEY), FleetSettings.DEFAULT_NAMESPACE, STORE_TIMEOUT),
					connection, this.principal, catalog::encryption, LIMITS, this);
			this.manager = new DefaultS3ExpressSessionManager(catalog, this.principal, LIMITS, events,
					() -> newRun(events));
		}

		private BucketSettings settings(int number) {
			return new BucketSettings(new DirectoryBucketName(ManagerFixture.bucket(number)), null, true,
					SessionEncryption.BUCKET_DEFAULT);
		}

		private SessionRun newRun(SessionEvents events) {
			SimulatedRun started = this.process;
			SessionTimer timer = timerOf(started);
			CallLimits limits = CallLimits.of(LIMITS);
			CreationGate gate = new CreationGate((key, atMost) -> createSession(key, started), limits, this, timer);
			SessionCreator retrying = new RetryingSessionCreator(gate, CreationRetry.DEFAULT, timer,
					FleetSimulation.this.random);
			SessionCreator watched = (request) -> {
				this.delegated.put(request.key(), FleetSimulation.this.time.elapsed());
				return retrying.create(request);
			};
			FleetSessionCreator shared = this.fleet.begin(watched, timer, FleetSimulation.this.random,
					FleetSimulation.this.timing::servesFor);
			SlotContext context = new SlotContext(new WatchedFleet(shared), FleetSimulation.this.timing, this, timer,
					FleetSimulation.this.random, events, Runnable::run, new CredentialsWatch(Runnable::run));
			return new SessionRun(new SessionSlots(LIMITS.maxSessions(), context), timer, Runnable::run, () -> {
				shared.stop();
				started.stop();
			});
		}

		/**
		 * Timer of a process that may stand still.
		 */
		private SessionTimer timerOf(SimulatedRun of) {
			return (task, delay) -> of.slots().schedule(() -> whenAwake(of, task), delay);
		}

		private void whenAwake(SimulatedRun of, Runnable task) {
			Duration left = this.stillUntil.minus(FleetSimulation.this.time.elapsed());
			if (left.isNegative() || left.isZero()) {
				task.run();
			}
			else {
				of.slots().schedule(() -> whenAwake(of, task), left);
			}
		}

		private boolean isAwake() {
			return this.stillUntil.compareTo(FleetSimulation.this.time.elapsed()) <= 0;
		}

		private CompletableFuture<S3ExpressSession> createSession(SessionKey key, SimulatedRun process) {
			FleetSimulation simulation = FleetSimulation.this;
			CompletableFuture<S3ExpressSession> answer = new CompletableFuture<>();
			boolean fails = simulation.random.nextDouble() < simulation.serviceFails;
			boolean slow = simulation.serviceFails > 0 && simulation.random.nextInt(5) == 0;
			int latency = slow ? simulation.random.nextInt(6_000) : 5 + simulation.random.nextInt(60);
			timerOf(process).schedule(() -> {
				if (fails) {
					answer.completeExceptionally(ScriptedCreator.answer(503, "ServiceUnavailable"));
					return;
				}
				String token = Integer.toString(simulation.given.size());
				simulation.given.put(token, new Given(purpose(key), simulation.time.elapsed().plus(simulation.life)));
				simulation.creations.computeIfAbsent(purpose(key), (any) -> new ArrayList<>())
					.add(simulation.time.elapsed());
				Instant made = simulation.time.instant();
				answer.complete(new S3ExpressSession(key, S3ExpressSessionCredentials.create(token, token, token), made,
						made.plus(simulation.life), SessionEncryption.BUCKET_DEFAULT, nanoTime()));
			}, Duration.ofMillis(latency));
			return answer;
		}

		private String purpose(SessionKey key) {
			String whose = key.principal().equals(this.principal) ? this.principalName : key.principal().toString();
			return "%s, %s, %s, %s".formatted(whose, key.bucket(), key.mode(), key.route());
		}

		private void get(SessionKey key) {
			if (!isAwake()) {
				return;
			}
			CompletableFuture<S3ExpressSession> session = this.manager.getAsync(key);
			session.whenComplete((found, failure) -> {
				if (found != null) {
					checkSigning(key, found);
				}
			});
			this.waiters.add(new Waiter(FleetSimulation.this.time.elapsed().plus(LIMITS.createTimeout()), session));
			Pending waitedFor = this.pending.get(key);
			if (waitedFor != null && !session.isDone()) {
				waitedFor.mustGoOnAfter(STORE_TIMEOUT);
			}
		}

		private void checkSigning(SessionKey key, S3ExpressSession session) {
			String token = session.credentials().sessionToken();
			Given known = FleetSimulation.this.given.get(token);
			if (known == null || !known.purpose().equals(purpose(key)) || !session.key().equals(key)) {
				fail("session %s is used for %s, but was given for %s".formatted(token, purpose(key), known));
			}
			else if (known.until().compareTo(FleetSimulation.this.time.elapsed()) <= 0) {
				fail("session %s signs though it ended at %s".formatted(token, known.until()));
			}
			else if (known.until().minus(session.left(nanoTime())).compareTo(FleetSimulation.this.time.elapsed()) < 0) {
				fail("session %s is taken to end later than at %s, as it does".formatted(token, known.until()));
			}
			if (this.refused.contains(token)) {
				fail("session %s comes back though it was refused or let go".formatted(token));
			}
		}

		private void refuse(SessionKey key) {
			S3ExpressSession session = this.manager.getIfPresent(key);
			if (session != null && isAwake()) {
				String token = session.credentials().sessionToken();
				if (FleetSimulation.this.random.nextBoolean()) {
					this.manager.served(key.bucket().value(), token);
				}
				if (this.manager.invalidate(key.bucket().value(), token)) {
					this.refused.add(token);
					// As the retry of the request that was refused.
					get(key);
				}
			}
		}

		private void letGo(SessionKey key) {
			S3ExpressSession session = this.manager.getIfPresent(key);
			if (session != null && isAwake()) {
				this.manager.release(key);
				this.refused.add(session.credentials().sessionToken());
				get(key);
			}
		}

		private void refresh(SessionKey key) {
			if (isAwake()) {
				this.manager.refresh(key);
			}
		}

		private void standStill(Duration duration) {
			this.stillUntil = FleetSimulation.this.time.elapsed().plus(duration);
		}

		private void wake() {
			this.stillUntil = FleetSimulation.this.time.elapsed();
		}

		// As kill -9 does: nothing is given back. A new process knows nothing of the old.
		private void startAnew() {
			this.process.stop();
			this.waiters.clear();
			this.refused = new HashSet<>();
			this.busy.clear();
			this.delegated.clear();
			this.pending.clear();
			this.process = new SimulatedRun(FleetSimulation.this.time);
			wake();
			start();
		}

		private void check() {
			this.waiters.removeIf((waiter) -> waiter.session().isDone());
			for (Waiter waiter : this.waiters) {
				boolean late = waiter.deadline().compareTo(FleetSimulation.this.time.elapsed()) <= 0;
				if (late && isAwake()) {
					fail("a caller was not answered by " + waiter.deadline());
				}
			}
		}

		@Override
		public long nanoTime() {
			return FleetSimulation.this.time.nanoTime() + this.nanosApart;
		}

		@Override
		public Instant instant() {
			return FleetSimulation.this.time.instant().plus(this.clockApart);
		}

		/**
		 * A creation that has begun.
		 */
		private final class Pending {

			private final SessionKey key;

			private final Duration begun;

			private final CompletableFuture<S3ExpressSession> session;

			private final SimulatedRun process = Instance.this.process;

			private Pending(SessionKey key, Duration begun, CompletableFuture<S3ExpressSession> session) {
				this.key = key;
				this.begun = begun;
				this.session = session;
			}

			/**
			 * Has it checked that the service is asked by then, or another instance is
			 * known to lead.
			 */
			private void mustGoOnAfter(Duration wait) {
				Duration since = FleetSimulation.this.time.elapsed();
				Duration still = Instance.this.stillUntil;
				timerOf(this.process).schedule(() -> {
					boolean stoodStill = !still.equals(Instance.this.stillUntil);
					if (!this.session.isDone() && !stoodStill && !hasBegun(Instance.this.delegated.get(this.key))
							&& !hasBegun(Instance.this.busy.get(FleetAccess.storeKey(Instance.this.fleet, this.key)))) {
						fail("%s waits for the store since %s".formatted(this.key, since));
					}
				}, wait.plusNanos(1));
			}

			private boolean hasBegun(@Nullable Duration moment) {
				return moment != null && moment.compareTo(this.begun) >= 0;
			}

		}

		/**
		 * Checks that nobody waits longer for the store than allowed: neither a caller,
		 * nor so long that callers would have to.
		 */
		private final class WatchedFleet implements SessionCreator {

			private final FleetSessionCreator delegate;

			private WatchedFleet(FleetSessionCreator delegate) {
				this.delegate = delegate;
			}

			@Override
			public CompletableFuture<S3ExpressSession> create(CreationRequest request) {
				Duration begun = FleetSimulation.this.time.elapsed();
				CompletableFuture<S3ExpressSession> session = this.delegate.create(request);
				Pending pending = new Pending(request.key(), begun, session);
				Instance.this.pending.put(request.key(), pending);
				Duration spare = request.awaited().getAsBoolean() ? Duration.ZERO : spare(request.held());
				pending.mustGoOnAfter(STORE_TIMEOUT.multipliedBy(spare.isZero() ? 1 : 2).plus(spare));
				return session;
			}

			private static Duration half(Duration duration) {
				return duration.isNegative() ? Duration.ZERO : duration.dividedBy(2);
			}

			private Duration spare(@Nullable S3ExpressSession held) {
				if (held == null) {
					return Duration.ZERO;
				}
				Duration serves = FleetSimulation.this.timing.servesFor(held.life())
					.minus(held.life().minus(held.left(nanoTime())));
				Duration half = half(serves);
				return (half.compareTo(LIMITS.callTimeout()) < 0) ? half : LIMITS.callTimeout();
			}

			@Override
			public void refused(S3ExpressSession session) {
				this.delegate.refused(session);
			}

		}

	}

}
