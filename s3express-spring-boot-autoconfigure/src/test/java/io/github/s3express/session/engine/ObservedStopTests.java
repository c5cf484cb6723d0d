/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionCreationObserver;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionPrincipal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What observers of creations learn of a manager that stops, and how long that may hold
 * it: over the built manager and sockets.
 */
class ObservedStopTests {

	private static final String HANGING = ManagerFixture.bucket(0);

	private static final String BROKEN = ManagerFixture.bucket(1);

	private final S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(HANGING).bucket(BROKEN).start();

	private final SessionPrincipal principal = SessionPrincipal
		.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKROOT", "secret")));

	private final S3Client client = CreateSessionTestClient.of(this.server, this.principal);

	private final List<Seen> seen = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private S3ExpressSessionManager manager;

	@AfterEach
	void close() {
		this.released.countDown();
		this.manager.stop();
		this.client.close();
		this.server.close();
	}

	@Test
	void stopWhenCreationsHangOrWaitForTheirNextTryShouldHaveEndedEachObservationOnce() {
		// Takes its time, as what writes to the network may.
		start((key) -> {
			SessionCreationObserver.Creation creation = observe(key);
			return (failure) -> CompletableFuture
				.runAsync(() -> creation.ended(failure), CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS))
				.join();
		}, 16);
		this.server.faults().on("CreateSession").bucket(HANGING).latency(Duration.ofMinutes(1));
		this.server.faults().on("CreateSession").bucket(BROKEN).error(500, "InternalError");
		ask(HANGING);
		ask(BROKEN);
		Awaitility.await().until(() -> creations() == 2 && this.seen.size() == 2);
		this.manager.stop();
		assertThat(this.seen).hasSize(2).allSatisfy(Seen::wasStopped);
		Set<Thread> calling = threads("s3express-session-creator-");
		this.client.close();
		Awaitility.await().until(() -> calling.stream().noneMatch(Thread::isAlive));
		assertThat(this.seen).hasSize(2).allSatisfy(Seen::wasStopped);
	}

	@Test
	void stopWhenMoreCreationsWaitThanObserversAreToldOfInTimeShouldEndTheObservationsOfAll() {
		start(this::observe, 1);
		this.server.faults().on("CreateSession").latency(Duration.ofMinutes(1));
		for (int number = 0; number < 1_500; number++) {
			ask(ManagerFixture.bucket(number));
		}
		Awaitility.await().until(() -> this.seen.size() == 1_500);
		this.manager.stop();
		assertThat(this.seen).hasSize(1_500).allSatisfy(Seen::wasStopped);
	}

	@Test
	void stopWhenAnObserverIsStuckShouldReturnAndEndTheObservationsOnceItIsFree() {
		start((key) -> {
			SessionCreationObserver.Creation creation = observe(key);
			return (failure) -> {
				awaitRelease();
				creation.ended(failure);
			};
		}, 16);
		this.server.faults().on("CreateSession").latency(Duration.ofMinutes(1));
		ask(HANGING);
		ask(BROKEN);
		Awaitility.await().until(() -> this.seen.size() == 2);
		this.manager.stop();
		assertThat(this.released.getCount()).as("the observer is stuck still").isOne();
		assertThat(this.seen).hasSize(2).allSatisfy((one) -> assertThat(one.failures).isEmpty());
		this.released.countDown();
		Awaitility.await().untilAsserted(() -> assertThat(this.seen).hasSize(2).allSatisfy(Seen::wasStopped));
	}

	@Test
	void stopWhenAnObserverIsStillTakingInTheStartShouldReturnAndEndTheObservationOnceItIsFree() {
		CountDownLatch starting = new CountDownLatch(1);
		start((key) -> {
			starting.countDown();
			awaitRelease();
			return observe(key);
		}, 16);
		this.server.faults().on("CreateSession").latency(Duration.ofMinutes(1));
		CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> ask(HANGING));
		Awaitility.await().until(() -> starting.getCount() == 0);
		this.manager.stop();
		assertThat(this.seen).isEmpty();
		this.released.countDown();
		asking.join();
		Awaitility.await().untilAsserted(() -> assertThat(this.seen).hasSize(1).allSatisfy(Seen::wasStopped));
	}

	private void start(SessionCreationObserver observer, int maxConcurrentCreations) {
		Duration longTime = Duration.ofMinutes(1);
		this.manager = S3ExpressSessionManagerBuilder.of(this.client, this.principal)
			.limits(new SessionLimits(longTime, longTime, 10_000, maxConcurrentCreations))
			.retry(new CreationRetry(3, longTime, 1, longTime, 0))
			.creationObserver(observer)
			.build();
	}

	private SessionCreationObserver.Creation observe(SessionKey key) {
		Seen one = new Seen(key);
		this.seen.add(one);
		return (failure) -> one.failures.add((failure != null) ? failure : new AssertionError("There is no session"));
	}

	private void ask(String bucket) {
		this.manager.getAsync(this.manager.key(bucket, "GetObject"));
	}

	private long creations() {
		return this.server.counters().count("CreateSession");
	}

	private void awaitRelease() {
		try {
			assertThat(this.released.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Set<Thread> threads(String prefix) {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith(prefix))
			.forEach(threads::add);
		return threads;
	}

	/**
	 * What was seen of one creation.
	 */
	private static final class Seen {

		private final SessionKey key;

		private final List<Throwable> failures = new CopyOnWriteArrayList<>();

		private Seen(SessionKey key) {
			this.key = key;
		}

		private void wasStopped() {
			assertThat(this.failures).as("ends of %s", this.key.bucket())
				.singleElement()
				.isInstanceOf(S3ExpressSessionException.class)
				.satisfies((failure) -> assertThat(failure).hasMessageContaining("has been stopped"));
		}

	}

}
