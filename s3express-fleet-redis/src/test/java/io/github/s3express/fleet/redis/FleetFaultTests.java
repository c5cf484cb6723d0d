/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JVMs that share sessions, and a store or a leader that fails: no request fails as long
 * as the service makes sessions, and sharing resumes by itself. Takes minutes:
 * {@code -Dfleet.long} brings it.
 */
@Execution(ExecutionMode.CONCURRENT)
@EnabledIfSystemProperty(named = "fleet.long", matches = "true", disabledReason = "-Dfleet.long=true brings it")
class FleetFaultTests {

	private static final int INSTANCES = 3;

	private static final int BUCKETS = 5;

	private static final Duration LIFE = Duration.ofSeconds(10);

	private RedisServers servers;

	private BlackHole network;

	private RedisProcess store;

	private FleetFixture fleet;

	@BeforeEach
	void start() {
		this.servers = new RedisServers(RedisKind.STANDALONE);
		this.store = this.servers.master();
		this.network = new BlackHole(this.store.port());
		this.fleet = new FleetFixture(
				Map.of("spring.data.redis.host", "127.0.0.1", "spring.data.redis.port", "" + this.network.port()),
				BUCKETS, LIFE);
		this.fleet.start(INSTANCES);
	}

	@AfterEach
	void close() {
		if (this.fleet != null) {
			this.fleet.close();
			this.network.close();
		}
		if (this.servers != null) {
			this.servers.close();
		}
	}

	@Test
	void killedStore() throws Exception {
		suffer("store killed, away for 12 s", () -> {
			this.store.kill();
			sleep(12);
		}, this.store::start);
	}

	@Test
	void stalledStore() throws Exception {
		suffer("store stopped for 12 s", () -> {
			this.store.stall();
			sleep(12);
		}, this.store::goOn);
	}

	@Test
	void partition() throws Exception {
		suffer("store cut off for 12 s", () -> {
			this.network.swallow(true);
			sleep(12);
		}, () -> this.network.swallow(false));
	}

	@Test
	void fullMemory() throws Exception {
		suffer("memory full for 12 s", () -> {
			this.store.call("CONFIG SET maxmemory 1");
			sleep(12);
		}, () -> this.store.call("CONFIG SET maxmemory 0"));
	}

	@Test
	void wipedStore() throws Exception {
		suffer("FLUSHALL, ten times in 10 s", () -> {
			for (int i = 0; i < 10; i++) {
				this.store.call("FLUSHALL");
				sleep(1);
			}
		}, () -> this.store.call("FLUSHALL"));
	}

	@Test
	void killedLeader() throws Exception {
		suffer("leader killed", () -> {
			FleetProcess leader = leader();
			leader.signal("KILL");
			this.fleet.instances.remove(leader);
			this.fleet.service.faults().clear();
		}, () -> {
		});
	}

	@Test
	void stalledLeader() throws Exception {
		FleetProcess[] leader = new FleetProcess[1];
		suffer("leader stopped for 5 s", () -> {
			leader[0] = leader();
			leader[0].signal("STOP");
			this.fleet.service.faults().clear();
			sleep(5);
		}, () -> leader[0].signal("CONT"));
	}

	@Test
	void stalledLeaderAndStore() throws Exception {
		FleetProcess[] leader = new FleetProcess[1];
		suffer("leader and store stopped for 5 s", () -> {
			leader[0] = leader();
			leader[0].signal("STOP");
			this.store.stall();
			this.fleet.service.faults().clear();
			sleep(5);
		}, () -> {
			leader[0].signal("CONT");
			this.store.goOn();
		});
	}

	/**
	 * An instance that is making a session.
	 */
	private FleetProcess leader() {
		this.fleet.service.faults().on("CreateSession").latency(Duration.ofMillis(700));
		FleetProcess[] found = new FleetProcess[1];
		RedisProcess.await("somebody leads", () -> {
			found[0] = this.fleet.instances.stream().filter(FleetProcess::isCreating).findFirst().orElse(null);
			return found[0] != null;
		});
		return found[0];
	}

	private void suffer(String name, Step fault, Step end) throws Exception {
		long before = this.fleet.creations();
		fault.run();
		long during = this.fleet.creations() - before;
		end.run();
		long ended = System.nanoTime();
		RedisProcess.await("all sessions are shared", () -> shared() == BUCKETS);
		long recovery = (System.nanoTime() - ended) / 1_000_000;
		long after = this.fleet.creations();
		TimeUnit.MILLISECONDS.sleep(2 * LIFE.toMillis());
		long later = this.fleet.creations() - after;
		long requests = this.fleet.stop();
		System.out.printf(
				"Fleet, %s: %d requests, %d failed; %d CreateSession meanwhile; all sessions shared again after %d ms; "
						+ "%.1f CreateSession per bucket in the two lives after that%n",
				name, requests, this.fleet.failures().size(), during, recovery, (double) later / BUCKETS);
		assertThat(this.fleet.failures()).isEmpty();
		// Each instance for itself would make two and more, and there are three.
		assertThat((double) later / BUCKETS).isLessThan(4.5);
	}

	private long shared() {
		String answer = this.store.call("EVAL \"return #redis.call('keys','s3express:*:session')\" 0");
		return answer.startsWith(":") ? Long.parseLong(answer.substring(1)) : -1;
	}

	private static void sleep(int seconds) throws InterruptedException {
		TimeUnit.SECONDS.sleep(seconds);
	}

	private interface Step {

		void run() throws Exception;

	}

}
