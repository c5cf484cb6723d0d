/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionOrigin;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.fleet.InMemoryFleetStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Managers of one machine that share sessions of a server over sockets, with the threads
 * that an application has.
 */
class FleetOverSocketsTests {

	private static final String BUCKET = ManagerFixture.BUCKET;

	// A machine that is busy may be slower than any store ever is.
	private static final FleetSettings SETTINGS = new FleetSettings("role", List.of(new byte[FleetSettings.KEY_LENGTH]),
			"test", Duration.ofSeconds(1));

	private final S3ExpressLocalServer server = S3ExpressLocalServer.builder()
		.credentials("AKROOT", "secret")
		.bucket(BUCKET)
		.start();

	private final SessionPrincipal principal = SessionPrincipal
		.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKROOT", "secret")));

	private final S3Client client = CreateSessionTestClient.of(this.server, this.principal);

	private final InMemoryFleetStore store = new InMemoryFleetStore();

	private final List<S3ExpressSessionManager> managers = new ArrayList<>();

	private final Set<Thread> threadsBefore = new HashSet<>(Thread.getAllStackTraces().keySet());

	@AfterEach
	void close() {
		this.managers.forEach(S3ExpressSessionManager::stop);
		this.client.close();
		this.server.close();
	}

	@Test
	void managersWhenTheyWantASessionTogetherShouldMakeOne() {
		List<CompletableFuture<S3ExpressSession>> sessions = new ArrayList<>();
		for (int number = 0; number < 3; number++) {
			S3ExpressSessionManager manager = start();
			sessions.add(manager.getAsync(key(manager)));
		}
		List<String> tokens = sessions.stream().map((session) -> session.join().credentials().sessionToken()).toList();
		assertThat(tokens).hasSize(3).containsOnly(tokens.get(0));
		assertCreations(1);
		assertThat(sessions).extracting((session) -> session.join().origin())
			.containsExactlyInAnyOrder(SessionOrigin.MADE_HERE, SessionOrigin.FROM_FLEET, SessionOrigin.FROM_FLEET);
		S3ExpressSessionManager late = start();
		assertThat(late.get(key(late)).credentials().sessionToken()).isEqualTo(tokens.get(0));
		assertCreations(1);
		assertThat(late.snapshots().get(0).origin()).isEqualTo(SessionOrigin.FROM_FLEET);
		assertThat(late.fleet().taken()).isOne();
	}

	@Test
	void managersWhenASessionIsRefusedShouldAllGetAnother() {
		S3ExpressSessionManager one = start();
		S3ExpressSessionManager other = start();
		String refused = one.get(key(one)).credentials().sessionToken();
		assertThat(other.get(key(other)).credentials().sessionToken()).isEqualTo(refused);
		other.served(BUCKET, refused);
		assertThat(other.invalidate(BUCKET, refused)).isTrue();
		String next = other.get(key(other)).credentials().sessionToken();
		assertThat(next).isNotEqualTo(refused);
		assertThat(one.invalidate(BUCKET, refused)).isTrue();
		assertThat(one.get(key(one)).credentials().sessionToken()).isEqualTo(next);
		assertCreations(2);
		S3ExpressSessionManager late = start();
		assertThat(late.get(key(late)).credentials().sessionToken()).isEqualTo(next);
	}

	@Test
	void managersWhenASessionIsLetGoShouldNotGetItBackFromTheFleet() {
		S3ExpressSessionManager one = start();
		S3ExpressSessionManager other = start();
		String deleted = one.get(key(one)).credentials().sessionToken();
		assertThat(other.get(key(other)).credentials().sessionToken()).isEqualTo(deleted);
		assertThat(other.release(key(other))).isTrue();
		String next = other.get(key(other)).credentials().sessionToken();
		assertThat(next).isNotEqualTo(deleted);
		// Whoever has it still goes on with it, but nobody else gets it.
		assertThat(one.get(key(one)).credentials().sessionToken()).isEqualTo(deleted);
		S3ExpressSessionManager late = start();
		assertThat(late.get(key(late)).credentials().sessionToken()).isEqualTo(next);
		assertCreations(2);
	}

	@Test
	void managersWhenTheStoreIsBrokenShouldMakeTheirOwn() {
		FleetSessionStore broken = (FleetSessionStore) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { FleetSessionStore.class }, (proxy, method, args) -> {
					if (method.getName().startsWith("listen")) {
						return (Runnable) () -> {
						};
					}
					throw new IllegalStateException("thrown by the test");
				});
		S3ExpressSessionManager manager = start(broken);
		assertThat(manager.get(key(manager)).origin()).isEqualTo(SessionOrigin.MADE_HERE);
		assertThat(manager.fleet().storeFailures()).isPositive();
	}

	@Test
	void managerWhenStoppedShouldLeaveNoThread() throws Exception {
		S3ExpressSessionManager manager = start();
		manager.get(key(manager));
		manager.stop();
		assertThat(this.store.listeners()).isZero();
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			if (!this.threadsBefore.contains(thread) && thread.getName().startsWith("s3express-session")) {
				thread.join(20_000);
				assertThat(thread.isAlive()).as(thread.getName()).isFalse();
			}
		}
	}

	private S3ExpressSessionManager start() {
		return start(this.store);
	}

	private S3ExpressSessionManager start(FleetSessionStore store) {
		S3ExpressSessionManager manager = S3ExpressSessionManagerBuilder.of(this.client, this.principal)
			.limits(new SessionLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), 10_000, 16))
			.fleet(SETTINGS, store)
			.build();
		this.managers.add(manager);
		return manager;
	}

	private SessionKey key(S3ExpressSessionManager manager) {
		return manager.key(BUCKET, "GetObject");
	}

	// The server counts a call once it has answered it.
	private void assertCreations(long number) {
		long begun = System.nanoTime();
		while (creations() < number && System.nanoTime() - begun < Duration.ofSeconds(20).toNanos()) {
			Thread.onSpinWait();
		}
		assertThat(creations()).isEqualTo(number);
	}

	private long creations() {
		return this.server.counters().count("CreateSession");
	}

}
