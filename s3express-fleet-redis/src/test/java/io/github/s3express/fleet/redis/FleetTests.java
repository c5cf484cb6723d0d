/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JVMs of one application share their sessions. {@code -Dfleet.long} is 8 of them, 20
 * buckets and ten lives of 20 s, with each kind of store.
 */
class FleetTests {

	private static final boolean LONG = Boolean.getBoolean("fleet.long");

	private static final int INSTANCES = LONG ? 8 : 3;

	private static final int BUCKETS = LONG ? 20 : 5;

	private static final int LIVES = Integer.getInteger("fleet.lives", LONG ? 10 : 2);

	private static final Duration LIFE = Duration.ofSeconds(LONG ? 20 : 6);

	// Each life is a little shorter than the service gave, and the first of each bucket
	// is replaced early, so that not all are at one time. Alone, three instances would
	// make more than three in two lives, eight more than eight.
	private static final double MOST_CREATIONS = LONG ? 1.2 : 2.2;

	// Each of 8 instances may make one of its own for each of 20 buckets, which is less
	// than counts in ten lives.
	private static final double MOST_OF_A_FAILOVER = (LIVES < 10) ? 8 : 0;

	private static final String VERSIONS = """
			EVAL "local all = {} for _, key in ipairs(redis.call('keys', 's3express:*:session')) do \
			all[#all + 1] = redis.call('HGET', key, 'version') or '' end return table.concat(all, ',')" 0""";

	@ParameterizedTest
	@EnumSource
	void fleetShouldMakeOneSessionForAll(RedisKind kind) throws Exception {
		Assumptions.assumeTrue(LONG || kind == RedisKind.STANDALONE, "-Dfleet.long brings it");
		Assumptions.assumeTrue(kind.name().matches(System.getProperty("fleet.kinds", ".*")), "-Dfleet.kinds");
		try (RedisServers servers = new RedisServers(kind);
				FleetFixture fleet = new FleetFixture(servers.properties(), BUCKETS, LIFE)) {
			fleet.start(INSTANCES);
			long before = fleet.creations();
			long end = System.nanoTime() + LIFE.toNanos() * LIVES;
			if (kind == RedisKind.SENTINEL) {
				TimeUnit.NANOSECONDS.sleep(LIFE.toNanos() * LIVES / 2);
				assertThat((double) (fleet.creations() - before) / BUCKETS / (LIVES / 2.0))
					.as("CreateSession per bucket and life before the failover")
					.isLessThanOrEqualTo(MOST_CREATIONS);
				failOver(servers);
			}
			TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
			double perBucketAndLife = (double) (fleet.creations() - before) / BUCKETS / LIVES;
			// One more joins, and finds all that it needs.
			FleetProcess late = fleet.start();
			late.awaitReady();
			long made = late.created();
			long requests = fleet.stop();
			System.out.printf(
					"Fleet, %s: %d JVMs, %d buckets, %d lives of %ds: %.2f CreateSession per bucket and life, made by %s; "
							+ "%d requests, %d failed; the JVM that joined made %d%n",
					kind, INSTANCES, BUCKETS, LIVES, LIFE.toSeconds(), perBucketAndLife,
					Arrays.toString(fleet.instances.stream().mapToLong(FleetProcess::created).toArray()), requests,
					fleet.failures().size(), made);
			fleet.slow().forEach(System.out::println);
			assertThat(fleet.failures()).isEmpty();
			assertThat(perBucketAndLife)
				.isLessThanOrEqualTo(MOST_CREATIONS + ((kind == RedisKind.SENTINEL) ? MOST_OF_A_FAILOVER / LIVES : 0));
			assertThat(made).isZero();
		}
	}

	// Whoever needs a session between the end of the one server and the rise of the other
	// makes his own.
	private static void failOver(RedisServers servers) {
		RedisProcess master = servers.master();
		RedisProcess replica = servers.servers()
			.stream()
			.filter((server) -> server != master)
			.findFirst()
			.orElseThrow();
		long killed = System.nanoTime();
		master.kill();
		RedisProcess.await("the replica leads", () -> replica.call("INFO replication").contains("role:master"));
		long led = millisSince(killed);
		Set<String> old = versions(replica);
		RedisProcess.await("a session is shared again", () -> !old.containsAll(versions(replica)));
		long first = millisSince(killed);
		RedisProcess.await("all sessions are", () -> {
			Set<String> versions = versions(replica);
			return versions.size() == BUCKETS && Collections.disjoint(old, versions);
		});
		System.out
			.printf("Fleet, SENTINEL: master killed; the replica leads after %d ms, has the first new session after "
					+ "%d ms and all after %d ms%n", led, first, millisSince(killed));
	}

	private static Set<String> versions(RedisProcess server) {
		return Set.of(server.call(VERSIONS).split(","));
	}

	private static long millisSince(long begun) {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
	}

}
