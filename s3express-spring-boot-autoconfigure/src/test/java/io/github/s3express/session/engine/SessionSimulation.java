/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.SessionSnapshot;
import io.github.s3express.session.creation.CallLimits;
import io.github.s3express.session.creation.CreationGate;
import io.github.s3express.session.creation.RetryingSessionCreator;
import io.github.s3express.session.creation.SessionCreator;
import io.github.s3express.session.creation.VirtualTime;

/**
 * One life of a manager in virtual time. A seed decides everything: what callers ask for
 * and when they give up, how the service answers and how fast, which sessions it refuses,
 * where the wall clock jumps, when the application stops and starts. After each step the
 * invariants are checked.
 */
final class SessionSimulation {

	private static final int STEPS = 60;

	private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration LONGEST_CREATION = Duration.ofSeconds(60);

	private static final int MAX_CONCURRENT = 2;

	private static final int MAX_SESSIONS = 5;

	private static final CreationRetry RETRY = new CreationRetry(2, Duration.ofMillis(50), 2, Duration.ofSeconds(2),
			0.5);

	private static final SessionPrincipal APPLICATION = ManagerFixture.request("AKAPPLICATION");

	private static final SessionPrincipal OTHER = ManagerFixture.request("AKOTHER");

	private final long seed;

	private final Random random;

	private final VirtualTime time = new VirtualTime();

	private final List<SessionKey> keys = new ArrayList<>();

	private final RefreshPolicy policy;

	private final SimulatedService service;

	private final SessionLimits limits = new SessionLimits(CREATE_TIMEOUT, CALL_TIMEOUT, MAX_SESSIONS, MAX_CONCURRENT);

	private final DefaultS3ExpressSessionManager manager;

	private final List<Waiter> waiters = new ArrayList<>();

	private final Map<SessionKey, KeyModel> models = new HashMap<>();

	// When sessions were asked for.
	private final Map<S3ExpressSession, Duration> asked = new IdentityHashMap<>();

	private int step;

	private String operation = "start";

	private AssertionError failure;

	private SessionKey key;

	private SessionSlots slots;

	SessionSimulation(long seed) {
		this.seed = seed;
		this.random = new Random(seed * 0x9E3779B97F4A7C15L);
		this.policy = new RefreshPolicy(Duration.ofSeconds(10 + this.random.nextInt(200)),
				this.random.nextBoolean() ? this.random.nextDouble() : 0, Duration.ofSeconds(this.random.nextInt(10)),
				Duration.ofSeconds(20 + this.random.nextInt(600)));
		this.service = new SimulatedService(this.random, this.time, this.policy, this::fail);
		for (int number = 0; number < 5; number++) {
			DirectoryBucketName bucket = new DirectoryBucketName(ManagerFixture.bucket(number));
			this.keys.add(new SessionKey(bucket, SessionMode.READ_WRITE, APPLICATION));
			if (number > 2) {
				this.keys.add(new SessionKey(bucket, SessionMode.READ_ONLY, APPLICATION));
				this.keys.add(new SessionKey(bucket, SessionMode.READ_WRITE, OTHER));
			}
		}
		this.keys.forEach((key) -> this.models.put(key, new KeyModel()));
		SessionEvents events = new SessionEvents();
		events.addListener(this::happened);
		BucketCatalog catalog = new BucketCatalog(List.of(settings(0, true), settings(1, false)),
				SessionModeStrategy.READ_WRITE);
		this.manager = new DefaultS3ExpressSessionManager(catalog, APPLICATION, this.limits, events,
				() -> newRun(events));
	}

	private static BucketSettings settings(int number, boolean keepWarm) {
		return new BucketSettings(new DirectoryBucketName(ManagerFixture.bucket(number)), null, keepWarm,
				SessionEncryption.BUCKET_DEFAULT);
	}

	private SessionRun newRun(SessionEvents events) {
		SimulatedRun started = new SimulatedRun(this.time);
		CallLimits limits = CallLimits.of(this.limits);
		CreationGate gate = new CreationGate(started.guard(this.service, this::fail, limits), limits, this.time,
				started.calls());
		SessionCreator retrying = new RetryingSessionCreator(gate, RETRY, started.calls(), this.random);
		SessionCreator watched = (request) -> {
			checkCreation(request.key());
			Duration begun = this.time.elapsed();
			CompletableFuture<S3ExpressSession> creation = retrying.create(request)
				.whenComplete((session, failure) -> this.asked.put(session, begun));
			this.models.get(request.key()).creation = creation;
			return creation;
		};
		SlotContext context = new SlotContext(watched, new SlotTiming(this.policy), this.time, started.slots(),
				this.random, events, Runnable::run, new CredentialsWatch(Runnable::run));
		SessionSlots slots = new SessionSlots(MAX_SESSIONS, context);
		this.slots = slots;
		return new SessionRun(slots, started.slots(), Runnable::run, () -> end(started, slots));
	}

	void run() {
		for (this.step = 0; this.step < STEPS; this.step++) {
			this.models.values().forEach((model) -> model.ordered = false);
			act(this.random.nextInt(100));
			check();
		}
		this.operation = "stop at the end";
		this.manager.stop();
		check();
		this.time.advance(Duration.ofMinutes(20));
		check();
		if (this.time.scheduledTasks() > 0) {
			fail("tasks are left after the end");
		}
	}

	private void act(int dice) {
		SessionKey key = this.keys.get(this.random.nextInt(this.keys.size()));
		this.key = key;
		KeyModel model = this.models.get(key);
		if (dice < 40) {
			this.operation = "get";
			model.used = this.time.elapsed();
			this.waiters.add(new Waiter(key, this.time.elapsed().plus(CREATE_TIMEOUT), this.manager.getAsync(key)));
			settleWaiters();
		}
		else if (dice < 50) {
			advance(this.random.nextInt(500));
		}
		else if (dice < 62) {
			advance(this.random.nextInt(20_000));
		}
		else if (dice < 68) {
			advance(this.random.nextInt(400_000));
		}
		else if (dice < 69) {
			advance(this.random.nextInt(2_000_000));
		}
		else if (dice < 75) {
			this.operation = "cancel";
			if (!this.waiters.isEmpty()) {
				this.waiters.get(this.random.nextInt(this.waiters.size())).session.cancel(true);
			}
		}
		else if (dice < 79) {
			this.operation = "refresh";
			model.ordered = true;
			this.manager.refresh(key);
		}
		else if (dice < 85) {
			this.operation = "refuse the session";
			if (model.session != null) {
				String token = model.session.credentials().sessionToken();
				boolean served = this.random.nextBoolean();
				if (served) {
					this.manager.served(key.bucket().value(), token);
				}
				model.spent = this.manager.invalidate(key.bucket().value(), token) && served;
			}
		}
		else if (dice < 87) {
			this.operation = "release";
			model.release();
			this.manager.release(key);
		}
		else if (dice < 90) {
			this.operation = "set the wall clock";
			this.time.setWallClock(Duration.ofSeconds(this.random.nextInt(1_200) - 600));
		}
		else if (dice < 97) {
			this.operation = "change the weather";
			this.service.changeWeather();
		}
		else if (dice < 98) {
			this.operation = "stop";
			this.manager.stop();
		}
		else {
			this.operation = "start";
			this.manager.start();
		}
		this.time.settle();
	}

	private void advance(int millis) {
		this.operation = "advance";
		this.time.advance(Duration.ofMillis(millis));
	}

	private void end(SimulatedRun ended, SessionSlots slots) {
		if (slots.all().findAny().isPresent()) {
			fail("slots are left after stop");
		}
		settleWaiters();
		if (!this.waiters.isEmpty()) {
			fail("waiters are left after stop: " + this.waiters);
		}
		if (ended.slots().live() > 0) {
			fail("a slot or a deadline is still scheduled after stop");
		}
		ended.stop();
		this.models.values().forEach(KeyModel::release);
	}

	// A creation begins: there must be a reason for it.
	private void checkCreation(SessionKey key) {
		KeyModel model = this.models.get(key);
		long now = this.time.elapsed().toNanos();
		model.replacing = model.session != null;
		if (model.creation != null && !model.creation.isDone()) {
			fail("two creations at once for " + key);
		}
		Duration beforeTheFree = model.begins(this.time.elapsed());
		boolean spent = model.spent;
		// If this one fails, the next is paced by that.
		model.spent = false;
		if (model.ordered) {
			return;
		}
		if (model.failedAt >= 0 && now - model.failedAt < Duration.ofMillis(375).toNanos()) {
			fail("creation for %s only %d ns after a failure".formatted(key, now - model.failedAt));
		}
		S3ExpressSession session = model.session;
		if (spent && beforeTheFree != null
				&& this.time.elapsed().minus(beforeTheFree).compareTo(Duration.ofSeconds(1)) < 0) {
			fail("creation for %s though %d others began since %s and its session served and was refused".formatted(key,
					SlotPace.AT_ONCE, beforeTheFree));
		}
		if (session != null && isServing(session) && !isKeptWarm(key)
				&& model.used.compareTo(this.asked.get(session)) < 0) {
			fail("creation for %s though its session was not used".formatted(key));
		}
		if (session != null && isServing(session) && model.failedAt < 0) {
			Duration earliest = Duration
				.ofNanos((long) (new SlotTiming(this.policy).refreshAfter(session.life(), 1).toNanos() * 0.1));
			if (this.policy.refreshJitter() == 0) {
				earliest = new SlotTiming(this.policy).refreshAfter(session.life(), 0);
			}
			if (age(session).compareTo(earliest.minusNanos(2)) < 0) {
				fail("creation for %s though its session is only %s old".formatted(key, age(session)));
			}
		}
	}

	private boolean isKeptWarm(SessionKey key) {
		return key.equals(this.keys.get(0));
	}

	private void happened(SessionEvent event) {
		KeyModel model = this.models.get(event.key());
		if (!(event instanceof SessionEvent.Expired)) {
			model.replacing = false;
		}
		if (event instanceof SessionEvent.Created || event instanceof SessionEvent.Refreshed) {
			boolean replaces = model.session != null;
			if (replaces != event instanceof SessionEvent.Refreshed) {
				fail("%s, but %s a session before".formatted(event, replaces ? "there was" : "there was not"));
			}
			model.session = this.service.lastSession(event.key());
			model.spent = false;
			model.failedAt = -1;
		}
		else if (event instanceof SessionEvent.Expired) {
			if (model.session == null || isServing(model.session)) {
				fail("expired before its time: " + event);
			}
			model.session = null;
		}
		else if (event instanceof SessionEvent.Invalidated || event instanceof SessionEvent.Released) {
			model.release();
		}
		else if (event instanceof SessionEvent.RefreshFailed failed) {
			if (model.session != null) {
				this.service.keep(model.session);
			}
			if (model.session == null || !isServing(model.session) || failed.left().isNegative()) {
				fail("no session serves after " + event);
			}
			model.failedAt = this.time.elapsed().toNanos();
		}
		else if (event instanceof SessionEvent.CreationFailed) {
			if (model.session != null) {
				fail("a session is held after " + event);
			}
			model.failedAt = this.time.elapsed().toNanos();
		}
	}

	private void check() {
		if (this.failure != null) {
			throw this.failure;
		}
		settleWaiters();
		for (Waiter waiter : this.waiters) {
			if (waiter.deadline.compareTo(this.time.elapsed()) <= 0) {
				fail("not answered by its deadline: " + waiter);
			}
		}
		// A slot waits for the end of its creation, however long.
		this.models.forEach((key, model) -> {
			if (model.creation != null && !model.creation.isDone()
					&& this.time.elapsed().minus(model.begun).compareTo(LONGEST_CREATION) > 0) {
				fail("the creation for %s, begun at %s, does not end".formatted(key, model.begun));
			}
		});
		boolean running = this.manager.isRunning();
		int held = 0;
		for (SessionKey key : this.keys) {
			S3ExpressSession session = this.models.get(key).session;
			boolean shouldServe = session != null && isServing(session);
			SessionSlot slot = running ? this.slots.find(key) : null;
			SessionSnapshot snapshot = (slot != null) ? slot.snapshot() : null;
			held += (snapshot != null) ? 1 : 0;
			boolean serves = snapshot != null && snapshot.remaining() != null;
			if (serves != shouldServe || (serves && slot.current() != session)) {
				fail("holds %s, but should hold %s".formatted(snapshot, session));
			}
		}
		if (held > MAX_SESSIONS) {
			fail("holds %d sessions".formatted(held));
		}
	}

	private void settleWaiters() {
		this.waiters.removeIf((waiter) -> {
			if (!waiter.session.isDone()) {
				return false;
			}
			if (!waiter.session.isCompletedExceptionally()) {
				checkSigning(waiter, waiter.session.join());
			}
			else if (!waiter.session.isCancelled()) {
				Throwable failure = ManagerFixture.failureOf(waiter.session);
				if (waiter.spurned) {
					fail("%s got no session though one is valid: %s".formatted(waiter, failure));
				}
				if (!(failure instanceof S3ExpressSessionException known) || !known.key().equals(waiter.key)) {
					fail("answered with " + failure);
				}
			}
			return true;
		});
	}

	private void checkSigning(Waiter waiter, S3ExpressSession session) {
		if (!session.key().equals(waiter.key) || !this.service.gave(session)) {
			fail("%s got %s".formatted(waiter, session));
		}
		if (waiter.dead) {
			fail("signs with a session past its threshold: " + session);
		}
	}

	private boolean isServing(S3ExpressSession session) {
		return this.service.isServing(session);
	}

	private Duration age(S3ExpressSession session) {
		return Duration.ofNanos(this.time.nanoTime() - session.receivedNanos());
	}

	// Kept as well, because the manager survives what listeners and creators throw.
	private void fail(String problem) {
		AssertionError error = new AssertionError("Seed %d, step %d (%s, %s, %s after the start): %s"
			.formatted(this.seed, this.step, this.operation, this.key, this.time.elapsed(), problem));
		if (this.failure == null) {
			this.failure = error;
		}
		throw error;
	}

	/**
	 * What the manager should hold for a key.
	 */
	private static final class KeyModel {

		private S3ExpressSession session;

		private long failedAt = -1;

		private boolean ordered;

		private boolean replacing;

		private CompletableFuture<S3ExpressSession> creation;

		private Duration begun = Duration.ZERO;

		private final Deque<Duration> begins = new ArrayDeque<>();

		private Duration used = Duration.ZERO;

		// Whether the last session served and was refused.
		private boolean spent;

		// When the creation began that is as long ago as creations are free, if any.
		private @Nullable Duration begins(Duration moment) {
			this.begun = moment;
			this.begins.addLast(moment);
			return (this.begins.size() > SlotPace.AT_ONCE) ? this.begins.removeFirst() : null;
		}

		private void release() {
			this.begins.clear();
			this.session = null;
			this.failedAt = -1;
			this.creation = null;
			this.spent = false;
		}

	}

	private final class Waiter {

		private final SessionKey key;

		private final Duration asked = SessionSimulation.this.time.elapsed();

		private final Duration deadline;

		private final CompletableFuture<S3ExpressSession> session;

		// Whether the session served no more at the moment at which it was handed out.
		private boolean dead;

		// Whether there was none though one was still valid.
		private boolean spurned;

		private Waiter(SessionKey key, Duration deadline, CompletableFuture<S3ExpressSession> session) {
			this.key = key;
			this.deadline = deadline;
			this.session = session;
			session.whenComplete((answer, failure) -> {
				if (failure == null) {
					this.dead = !isServing(answer) && !isKept(answer);
				}
				else {
					this.spurned = !session.isCancelled() && isHeld();
				}
			});
		}

		// A session whose replacement is late serves on.
		private boolean isKept(S3ExpressSession answer) {
			KeyModel model = SessionSimulation.this.models.get(this.key);
			boolean kept = model.session == answer && model.replacing && age(answer).compareTo(answer.life()) < 0;
			if (kept) {
				SessionSimulation.this.service.keep(answer);
			}
			return kept;
		}

		private boolean isHeld() {
			S3ExpressSession held = SessionSimulation.this.models.get(this.key).session;
			boolean inTime = SessionSimulation.this.time.elapsed().compareTo(this.deadline) < 0;
			return held != null && isServing(held) && inTime && SessionSimulation.this.manager.isRunning();
		}

		@Override
		public String toString() {
			return "%s, asked at %s".formatted(this.key, this.asked);
		}

	}

}
