/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.RedisReadOnlyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.github.s3express.session.FleetSessionStore.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the store does while its servers fail, and that it works again by itself when they
 * are back. {@code -Dfleet.long} brings what takes minutes.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisFleetSessionStoreFaultTests {

	private static final boolean LONG = Boolean.getBoolean("fleet.long");

	private static final Duration LEASE = Duration.ofSeconds(20);

	private static final Duration LIFE = Duration.ofMinutes(5);

	private RedisServers servers;

	private LettuceConnectionFactory factory;

	private RedisFleetSessionStore store;

	private final Queue<String> heard = new ConcurrentLinkedQueue<>();

	@AfterEach
	void close() {
		if (this.store != null) {
			this.store.close();
			this.factory.destroy();
		}
		if (this.servers != null) {
			this.servers.close();
		}
	}

	private void start(RedisKind kind) {
		this.servers = new RedisServers(kind);
		this.factory = this.servers.connectionFactory();
		this.store = RedisFleetSessionStore.of(this.factory, "fleet");
		this.store.listen(this.heard::add);
		awaitWorking();
	}

	@Test
	void killedServerShouldFailAtOnceAndServeAgain() {
		start(RedisKind.STANDALONE);
		RedisProcess server = this.servers.master();
		server.kill();
		for (int i = 0; i < 50; i++) {
			assertThatThrownBy(() -> await(this.store.find("key"))).isInstanceOf(Exception.class);
		}
		server.start();
		awaitWorking();
	}

	@ParameterizedTest
	@EnumSource
	void stalledServersShouldServeAgain(RedisKind kind) throws Exception {
		Assumptions.assumeTrue(LONG || kind == RedisKind.STANDALONE, "-Dfleet.long brings it");
		start(kind);
		this.servers.servers().forEach(RedisProcess::stall);
		try {
			// Fails when the connection is taken to be dead.
			assertThatThrownBy(() -> await(this.store.find("key"))).isInstanceOf(Exception.class);
			assertThatThrownBy(() -> await(this.store.find("key"))).hasStackTraceContaining("anew");
			// New connections hang too.
			TimeUnit.SECONDS.sleep(1);
		}
		finally {
			this.servers.servers().forEach(RedisProcess::goOn);
		}
		awaitWorking();
	}

	@Test
	void failoverShouldBeFollowed() {
		Assumptions.assumeTrue(LONG, "-Dfleet.long brings it");
		start(RedisKind.SENTINEL);
		RedisProcess master = this.servers.master();
		// Neither ends its connections nor answers.
		master.stall();
		try {
			awaitWorking();
		}
		finally {
			master.goOn();
		}
		RedisProcess.await("the old master follows", () -> master.call("INFO replication").contains("role:slave"));
		awaitWorking();
	}

	@Test
	void fullMemoryShouldRefuseAndGiveTheLeaseBack() {
		start(RedisKind.STANDALONE);
		RedisProcess server = this.servers.master();
		Answer.Leading leading = (Answer.Leading) ask("kept");
		await(this.store.put(leading.lease(), new byte[10], LIFE, LEASE));
		Answer.Leading refused = (Answer.Leading) ask("key");
		server.call("CONFIG SET maxmemory-policy noeviction");
		server.call("CONFIG SET maxmemory 1");
		assertThatThrownBy(() -> await(this.store.put(refused.lease(), new byte[10], LIFE, LEASE)))
			.hasMessageContaining("OOM");
		assertThatThrownBy(() -> ask("new")).hasMessageContaining("OOM");
		// What is there can be read and removed.
		assertThat(ask("kept")).isInstanceOf(Answer.Found.class);
		assertThat(await(this.store.remove("kept", leading.lease().version()))).isTrue();
		server.call("CONFIG SET maxmemory 0");
		assertThat(ask("key")).isInstanceOf(Answer.Leading.class);
		assertThat(await(this.store.find("key"))).isNull();
	}

	@Test
	void connectionsThatAreClosedShouldNotBeClosedAgain(CapturedOutput output) {
		start(RedisKind.STANDALONE);
		StoreConnection connection = StoreConnection.open(this.factory.getRequiredNativeClient(),
				StoreKeys.channel("fleet"), (message) -> {
				});
		connection.close().join();
		connection.close().join();
		assertThat(output).doesNotContain("already closed");
	}

	@Test
	void storeShouldConnectAgainWhenTheClientIsAnother() {
		start(RedisKind.STANDALONE);
		this.factory.stop();
		RedisProcess.await("the store knows", () -> !works(this.store));
		this.factory.start();
		awaitWorking();
	}

	@Test
	void serverThatLeadsNoMoreShouldBeConnectedAnew() {
		start(RedisKind.STANDALONE);
		RedisProcess server = this.servers.master();
		Answer.Leading kept = (Answer.Leading) ask("kept");
		await(this.store.put(kept.lease(), new byte[10], LIFE, LEASE));
		String before = listener(server);
		// As after a failover: connections stay, and lead to the wrong server.
		server.call("REPLICAOF 127.0.0.1 " + RedisProcess.freePort());
		assertThat(ask("kept")).isInstanceOf(Answer.Found.class);
		assertThat(listener(server)).isEqualTo(before);
		assertThatThrownBy(() -> ask("key")).hasRootCauseInstanceOf(RedisReadOnlyException.class);
		RedisProcess.await("there is another connection",
				() -> !listener(server).isEmpty() && !listener(server).equals(before));
		server.call("REPLICAOF NO ONE");
		awaitWorking();
	}

	// What the server calls the connection that hears announcements.
	private static String listener(RedisProcess server) {
		return server.call("CLIENT LIST TYPE pubsub").replaceFirst("(?s)^id=(\\d+).*", "$1").strip();
	}

	@Test
	void callsThatNobodyAnswersShouldBeBounded() {
		start(RedisKind.STANDALONE);
		RedisProcess server = this.servers.master();
		server.stall();
		try {
			for (int i = 0; i < 1_100; i++) {
				this.store.find("key");
			}
			assertThatThrownBy(() -> await(this.store.find("key"))).hasMessageContaining("1024 calls");
		}
		finally {
			server.goOn();
		}
		awaitWorking();
	}

	@Test
	void storeWithoutServerShouldFailAndConnectLater() {
		start(RedisKind.STANDALONE);
		RedisProcess server = this.servers.master();
		server.kill();
		try (RedisFleetSessionStore late = RedisFleetSessionStore.of(this.factory, "fleet")) {
			late.awaitConnection(Duration.ofSeconds(20));
			assertThatThrownBy(() -> await(late.find("key"))).isInstanceOf(Exception.class);
			server.start();
			RedisProcess.await("the store is connected", () -> works(late));
		}
	}

	@Test
	void storeThatCanBeReachedAgainShouldSaySo() {
		start(RedisKind.STANDALONE);
		AtomicInteger told = new AtomicInteger();
		AtomicInteger toldAfterTheEnd = new AtomicInteger();
		this.store.listenForReturn(() -> {
			throw new IllegalStateException("thrown by the test");
		});
		Runnable end = this.store.listenForReturn(toldAfterTheEnd::incrementAndGet);
		this.store.listenForReturn(told::incrementAndGet);
		end.run();
		RedisProcess server = this.servers.master();
		server.kill();
		RedisProcess.await("the store knows", () -> !works(this.store));
		assertThat(told).hasValue(0);
		server.start();
		RedisProcess.await("the store says so", () -> told.get() > 0);
		RedisProcess.await("the store works", () -> works(this.store));
		assertThat(toldAfterTheEnd).hasValue(0);
	}

	private void awaitWorking() {
		RedisProcess.await("the store works and tells of it", () -> {
			try {
				return works(this.store) && hears();
			}
			catch (IllegalStateException ex) {
				return false;
			}
		});
	}

	private boolean works(RedisFleetSessionStore store) {
		try {
			await(store.find("key"));
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private boolean hears() {
		if (ask("announced") instanceof Answer.Leading leading) {
			this.heard.clear();
			await(this.store.giveBack(leading.lease()));
			try {
				RedisProcess.await("the announcement is heard", Duration.ofMillis(500), () -> !this.heard.isEmpty());
				return true;
			}
			catch (AssertionError ex) {
				return false;
			}
		}
		return false;
	}

	private Answer ask(String key) {
		return await(this.store.ask(key, Set.of(), LEASE));
	}

	private <T> T await(CompletionStage<T> stage) {
		try {
			return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

}
