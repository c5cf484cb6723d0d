/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateSessionRequest;
import software.amazon.awssdk.services.s3.model.CreateSessionResponse;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionPrincipal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real threads, real sockets, short sessions and a service in trouble. Takes a few
 * seconds unless the system property {@code s3express.stress.seconds} asks for more; with
 * 60 it has 64 threads and 500 buckets.
 */
class SessionStressTests {

	private static final int SECONDS = Integer.getInteger("s3express.stress.seconds", 5);

	private static final boolean LONG = SECONDS >= 60;

	private static final int THREADS = LONG ? 64 : 16;

	private static final int BUCKETS = LONG ? 500 : 40;

	private static final Duration LIFE = Duration.ofSeconds(LONG ? 10 : 5);

	// What a session must still have when it is handed out: half of its threshold, for
	// a thread may be kept from the processor between the manager's look and this one.
	private static final Duration MARGIN = Duration.ofMillis(500);

	// The Date header, from which life is reckoned, counts whole seconds. Of a session
	// that could not be replaced in time the end may be missed by so much.
	private static final Duration DATE_GRANULARITY = Duration.ofSeconds(1);

	private final Queue<String> violations = new ConcurrentLinkedQueue<>();

	private final Map<SessionKey, Known> known = new ConcurrentHashMap<>();

	// Another thread may note a session as known after it was refused.
	private final Set<S3ExpressSession> refused = ConcurrentHashMap.newKeySet();

	private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

	private final AtomicInteger epoch = new AtomicInteger();

	// A call of a manager that was stopped may begin when the next has been started.
	private final ThreadLocal<Integer> epochOfCaller = new ThreadLocal<>();

	private final LongAdder served = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder invalidated = new LongAdder();

	private final LongAdder cancelled = new LongAdder();

	private final S3ExpressLocalServer server = startServer();

	private final ThreadFactory callerThreads = SessionThreads.daemons("s3express-session-creator");

	private final SessionPrincipal principal = SessionPrincipal
		.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKROOT", "secret")));

	@Test
	void managerWhenUnderStressShouldKeepItsPromises() throws Exception {
		this.server.faults().on("CreateSession").rate(0.1).error(500, "InternalError");
		this.server.faults().on("CreateSession").rate(0.05).latency(Duration.ofSeconds(2));
		try (S3Client client = client(); this.server) {
			S3ExpressSessionManager manager = S3ExpressSessionManagerBuilder.of(client, this.principal)
				.limits(new SessionLimits(Duration.ofSeconds(10), BUCKETS * 2, 32))
				.callerThreads(this::callerThread)
				.build();
			long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
			List<Thread> threads = new ArrayList<>();
			for (int number = 0; number < THREADS; number++) {
				Random random = new Random(number);
				Thread thread = new Thread(() -> work(manager, random, end), "stress-" + number);
				threads.add(thread);
				thread.start();
			}
			while (System.nanoTime() - end < 0) {
				// They go on to the end: this is the time between two restarts.
				threads.get(0).join(Duration.ofSeconds(SECONDS).dividedBy(LONG ? 4 : 2).toMillis());
				restart(manager);
			}
			for (Thread thread : threads) {
				thread.join();
			}
			manager.stop();
		}
		System.out.printf(
				"Stress: %d s, %d threads, %d buckets: %d served, %d failed, %d invalidated, %d cancelled, "
						+ "%d CreateSession, %d restarts%n",
				SECONDS, THREADS, BUCKETS, this.served.sum(), this.failed.sum(), this.invalidated.sum(),
				this.cancelled.sum(), this.server.counters().count("CreateSession"), this.epoch.get() / 2);
		assertThat(this.violations).isEmpty();
		assertThat(this.served.sum()).isGreaterThan(100);
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().startsWith("s3express-session-")));
	}

	private void work(S3ExpressSessionManager manager, Random random, long end) {
		while (System.nanoTime() - end < 0) {
			SessionKey key = manager.key(ManagerFixture.bucket(random.nextInt(BUCKETS)), "GetObject");
			int dice = random.nextInt(10_000);
			if (dice < 20) {
				invalidate(manager, key);
			}
			else if (dice < 100) {
				manager.getAsync(key).cancel(true);
				this.cancelled.increment();
			}
			else {
				get(manager, key);
			}
		}
	}

	private void get(S3ExpressSessionManager manager, SessionKey key) {
		int before = this.epoch.get();
		Known good = this.known.get(key);
		try {
			S3ExpressSession session = manager.get(key);
			Instant now = Instant.now();
			if (!session.expires().plus(DATE_GRANULARITY).isAfter(now)) {
				this.violations.add("expired session for " + key + ": " + session + " at " + now);
			}
			if (!session.key().equals(key)) {
				this.violations.add("session of another key for " + key);
			}
			this.known.put(key, new Known(before, session));
			this.served.increment();
		}
		catch (S3ExpressSessionException ex) {
			this.failed.increment();
			boolean hadOne = good != null && good.equals(this.known.get(key)) && good.epoch() == this.epoch.get()
					&& good.epoch() % 2 == 0 && !this.refused.contains(good.session())
					&& good.session()
						.expires()
						.minus(LIFE.dividedBy(10))
						.minusSeconds(1)
						.minus(MARGIN)
						.isAfter(Instant.now());
			if (hadOne) {
				this.violations.add("failed though " + good + " serves: " + ex.getMessage());
			}
			pause();
		}
	}

	private void invalidate(S3ExpressSessionManager manager, SessionKey key) {
		Known good = this.known.remove(key);
		S3ExpressSession session = (good != null) ? good.session() : null;
		if (session != null) {
			this.refused.add(session);
		}
		if (session != null && manager.invalidate(key.bucket().value(), session.credentials().sessionToken())) {
			this.invalidated.increment();
		}
	}

	private void restart(S3ExpressSessionManager manager) {
		this.epoch.incrementAndGet();
		manager.stop();
		this.known.clear();
		this.epoch.incrementAndGet();
		manager.start();
	}

	private Thread callerThread(Runnable task) {
		int made = this.epoch.get();
		return this.callerThreads.newThread(() -> {
			this.epochOfCaller.set(made);
			task.run();
		});
	}

	private static void pause() {
		try {
			Thread.sleep(5);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static S3ExpressLocalServer startServer() {
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder()
			.credentials("AKROOT", "secret")
			.sessionLifetime(LIFE);
		for (int number = 0; number < BUCKETS; number++) {
			builder.bucket(ManagerFixture.bucket(number));
		}
		return builder.start();
	}

	private S3Client client() {
		S3Client client = CreateSessionTestClient.of(this.server, this.principal);
		return new DelegatingS3Client(client) {

			@Override
			public CreateSessionResponse createSession(CreateSessionRequest request) {
				String call = SessionStressTests.this.epochOfCaller.get() + request.bucket();
				if (!SessionStressTests.this.inFlight.add(call)) {
					SessionStressTests.this.violations.add("two creations in flight for " + request.bucket());
				}
				try {
					return super.createSession(request);
				}
				finally {
					SessionStressTests.this.inFlight.remove(call);
				}
			}

		};
	}

	/**
	 * A session that a thread got, and when: restarts make the epoch odd, then even.
	 */
	private record Known(int epoch, S3ExpressSession session) {
	}

}
