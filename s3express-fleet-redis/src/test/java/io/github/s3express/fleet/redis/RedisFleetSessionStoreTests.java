/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSessionStore.Answer;
import io.github.s3express.session.FleetSessionStore.Lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What {@link FleetSessionStore} promises, against real servers.
 */
@ParameterizedClass
@EnumSource
class RedisFleetSessionStoreTests {

	private static final Duration LEASE = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(150);

	private static final Duration LIFE = Duration.ofMinutes(5);

	private static RedisServers servers;

	@Parameter
	RedisKind kind;

	private LettuceConnectionFactory factory;

	private RedisFleetSessionStore store;

	private RedisFleetSessionStore other;

	private final String key = UUID.randomUUID().toString();

	private final byte[] value = { 0, 1, -1, 13, 10, 127, -128, 0 };

	@BeforeParameterizedClassInvocation
	static void startServers(RedisKind kind) {
		servers = new RedisServers(kind);
	}

	@AfterParameterizedClassInvocation
	static void stopServers() {
		if (servers != null) {
			servers.close();
			servers = null;
		}
	}

	@BeforeEach
	void open() {
		this.factory = servers.connectionFactory();
		this.store = RedisFleetSessionStore.of(this.factory, "fleet");
		this.other = RedisFleetSessionStore.of(this.factory, "fleet");
	}

	@AfterEach
	void close() {
		this.store.close();
		this.other.close();
		this.factory.destroy();
	}

	@Test
	void askWhenNothingIsKeptShouldLetOneLead() {
		assertThat(ask(this.store)).isInstanceOf(Answer.Leading.class);
		assertThat(ask(this.other)).isInstanceOfSatisfying(Answer.Busy.class,
				(busy) -> assertThat(busy.left()).isPositive().isLessThanOrEqualTo(LEASE));
		assertThat(ask(this.store)).isInstanceOf(Answer.Busy.class);
		assertThat(await(this.store.find(this.key))).isNull();
	}

	@Test
	void askOfAnotherKeyShouldNotBeHeldUp() {
		lead(this.store);
		assertThat(await(this.store.ask(this.key + "x", Set.of(), LEASE))).isInstanceOf(Answer.Leading.class);
	}

	@Test
	void askByManyAtOnceShouldLetOneLead() {
		for (int round = 0; round < 20; round++) {
			List<CompletableFuture<Answer>> answers = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				answers.add(((i % 2 == 0) ? this.store : this.other).ask(this.key + round, Set.of(), LEASE)
					.toCompletableFuture());
			}
			assertThat(answers.stream().map(this::await).filter(Answer.Leading.class::isInstance)).hasSize(1);
		}
	}

	@Test
	void putShouldGiveTheValueToAll() {
		Lease lease = lead(this.store);
		assertThat(await(this.store.put(lease, this.value, LIFE, LEASE))).isTrue();
		for (Answer answer : List.of(ask(this.other), await(this.other.find(this.key)))) {
			assertThat(answer).isInstanceOfSatisfying(Answer.Found.class, (found) -> {
				assertThat(found.value()).isEqualTo(this.value);
				assertThat(found.version()).isEqualTo(lease.version());
				assertThat(found.left()).isPositive().isLessThanOrEqualTo(LIFE);
			});
		}
	}

	@Test
	void askWhenTheVersionIsUnwantedShouldLead() {
		Lease first = lead(this.store);
		await(this.store.put(first, this.value, LIFE, LEASE));
		Answer answer = await(this.other.ask(this.key, Set.of("another", first.version()), LEASE));
		assertThat(answer).isInstanceOf(Answer.Leading.class);
		assertThat(await(this.store.ask(this.key, Set.of(first.version()), LEASE))).isInstanceOf(Answer.Busy.class);
		assertThat(await(this.store.ask(this.key, Set.of("another"), LEASE))).isInstanceOf(Answer.Found.class);
		Lease second = ((Answer.Leading) answer).lease();
		assertThat(await(this.other.put(second, new byte[] { 2 }, LIFE, LEASE))).isTrue();
		assertThat(await(this.store.find(this.key)).version()).isEqualTo(second.version());
	}

	@Test
	void leaseThatEndedShouldLetAnotherLeadAndPutNothing() throws Exception {
		Lease first = ((Answer.Leading) await(this.store.ask(this.key, Set.of(), SHORT))).lease();
		TimeUnit.MILLISECONDS.sleep(SHORT.toMillis() + 100);
		assertThat(await(this.store.renew(first, LEASE))).isFalse();
		Lease second = lead(this.other);
		assertThat(await(this.store.put(first, new byte[] { 1 }, LIFE, LEASE))).isFalse();
		assertThat(await(this.store.giveBack(first))).isFalse();
		assertThat(await(this.store.renew(first, LEASE))).isFalse();
		assertThat(await(this.store.find(this.key))).isNull();
		assertThat(await(this.other.put(second, this.value, LIFE, LEASE))).isTrue();
		assertThat(await(this.store.put(first, new byte[] { 1 }, LIFE, LEASE))).isFalse();
		assertThat(await(this.store.find(this.key)).value()).isEqualTo(this.value);
	}

	@Test
	void renewShouldPutOffTheEnd() throws Exception {
		Lease lease = ((Answer.Leading) await(this.store.ask(this.key, Set.of(), Duration.ofSeconds(2)))).lease();
		assertThat(await(this.store.renew(lease, LEASE))).isTrue();
		assertThat(((Answer.Busy) ask(this.other)).left()).isGreaterThan(Duration.ofSeconds(5));
	}

	@Test
	void giveBackShouldLetAnotherLead() {
		Lease lease = lead(this.store);
		assertThat(await(this.store.giveBack(lease))).isTrue();
		assertThat(await(this.store.giveBack(lease))).isFalse();
		assertThat(await(this.store.put(lease, this.value, LIFE, LEASE))).isFalse();
		assertThat(lead(this.other).version()).isNotEqualTo(lease.version());
	}

	@Test
	void listenersOfTheNamespaceShouldHearOfLeasesGivenBack() {
		Queue<String> heard = new ConcurrentLinkedQueue<>();
		Queue<String> foreign = new ConcurrentLinkedQueue<>();
		this.other.listen((key) -> {
			throw new IllegalStateException("not heard");
		});
		Runnable end = this.other.listen(heard::add);
		Queue<String> all = new ConcurrentLinkedQueue<>();
		this.other.listen(all::add);
		try (RedisFleetSessionStore third = RedisFleetSessionStore.of(this.factory, "others")) {
			third.listen(foreign::add);
			await(third.find(this.key));
			await(this.other.find(this.key));
			// Until it is subscribed it may hear nothing.
			RedisProcess.await("an announcement is heard", () -> {
				Answer first = await(this.store.ask(this.key + "first", Set.of(), LEASE));
				await(this.store.giveBack(((Answer.Leading) first).lease()));
				return all.contains(this.key + "first");
			});
			await(this.store.put(lead(this.store), this.value, LIFE, LEASE));
			RedisProcess.await("the announcement is heard", () -> all.contains(this.key));
			end.run();
			assertThat(heard).contains(this.key);
			all.clear();
			heard.clear();
			await(this.store.remove(this.key, await(this.store.find(this.key)).version()));
			await(this.store.put(lead(this.store), this.value, LIFE, LEASE));
			RedisProcess.await("the announcement is heard", () -> all.contains(this.key));
			assertThat(heard).doesNotContain(this.key);
			assertThat(foreign).isEmpty();
		}
	}

	@Test
	void removeShouldRemoveThatVersionOnly() {
		Lease lease = lead(this.store);
		await(this.store.put(lease, this.value, LIFE, LEASE));
		assertThat(await(this.other.remove(this.key, "another"))).isFalse();
		assertThat(await(this.store.find(this.key))).isNotNull();
		assertThat(await(this.other.remove(this.key, lease.version()))).isTrue();
		assertThat(await(this.store.find(this.key))).isNull();
		assertThat(await(this.other.remove(this.key, lease.version()))).isFalse();
	}

	@Test
	void valueShouldEndByTheStoresClock() {
		await(this.store.put(lead(this.store), this.value, SHORT, LEASE));
		RedisProcess.await("the value has gone", () -> await(this.store.find(this.key)) == null);
		lead(this.other);
	}

	@Test
	void valueThatWasOnItsWayForLongShouldBeKeptForAsMuchLess() {
		Lease lease = ((Answer.Leading) await(this.store.ask(this.key, Set.of(), LEASE.minusSeconds(7)))).lease();
		await(this.store.put(lease, this.value, LIFE, LEASE));
		assertThat(await(this.other.find(this.key)).left()).isBetween(LIFE.minusSeconds(17), LIFE.minusSeconds(7));
	}

	@Test
	void valueThatWasNotLongOnItsWayShouldBeKeptForItsWholeLife() {
		await(this.store.put(lead(this.store), this.value, LIFE, LEASE.minusSeconds(7)));
		assertThat(await(this.other.find(this.key)).left()).isBetween(LIFE.minusSeconds(5), LIFE);
	}

	@Test
	void valueThatEndedOnItsWayShouldNotBeKeptAndGiveTheLeaseBack() {
		Lease lease = ((Answer.Leading) await(this.store.ask(this.key, Set.of(), LEASE.minusSeconds(7)))).lease();
		assertThat(await(this.store.put(lease, this.value, Duration.ofSeconds(7), LEASE))).isFalse();
		assertThat(await(this.store.find(this.key))).isNull();
		lead(this.other);
	}

	@Test
	void putOfWhatHasEndedShouldGiveTheLeaseBack() {
		assertThat(await(this.store.put(lead(this.store), this.value, Duration.ofNanos(1), LEASE))).isFalse();
		lead(this.other);
	}

	@Test
	void versionsShouldNotComeAgainWhenTheStoreIsWiped() {
		Set<String> versions = new HashSet<>();
		for (int i = 0; i < 10; i++) {
			assertThat(versions.add(lead(this.store).version())).isTrue();
			servers.servers()
				.stream()
				.filter((server) -> server.call("INFO replication").contains("role:master"))
				.forEach((server) -> server.call("FLUSHALL"));
		}
	}

	@Test
	void scriptsThatTheServerForgotShouldBeSentAgain() {
		lead(this.store);
		servers.everywhere("SCRIPT FLUSH");
		assertThat(ask(this.store)).isInstanceOf(Answer.Busy.class);
	}

	@Test
	void leaseThatNobodyWaitsForShouldBeGivenBack() {
		await(this.store.find(this.key));
		servers.servers().forEach(RedisProcess::stall);
		try {
			this.store.ask(this.key, Set.of(), LEASE).toCompletableFuture().cancel(false);
		}
		finally {
			servers.servers().forEach(RedisProcess::goOn);
		}
		// The question has been sent on the same connection before.
		await(this.store.find(this.key));
		RedisProcess.await("the lease is given back", LEASE.dividedBy(2),
				() -> ask(this.other) instanceof Answer.Leading);
	}

	@Test
	void keysThatHoldSomethingElseShouldFail() {
		RedisProcess server = servers.master();
		Assumptions.assumeTrue(this.kind != RedisKind.CLUSTER, "which server holds the key is not known");
		server.call("SET s3express:{%s}:session nonsense".formatted(this.key));
		assertThatThrownBy(() -> ask(this.store)).hasMessageContaining("WRONGTYPE");
	}

	@Test
	void keysOfADigestShouldShareItsHashTagAndBeLimitedInTime() {
		await(this.store.put(lead(this.store), this.value, LIFE, LEASE));
		await(this.store.ask(this.key, Set.of(await(this.store.find(this.key)).version()), LEASE));
		List<String> names = Arrays.stream(StoreKeys.of(this.key)).map(StoreKeys::text).toList();
		assertThat(names).allSatisfy((name) -> {
			assertThat(name).startsWith("s3express:{" + this.key + "}:");
			assertThat(servers.servers().stream().map((server) -> server.call("PTTL " + name)))
				.anySatisfy((left) -> assertThat(left).matches(":[1-9][0-9]*"));
		});
	}

	@Test
	void userWhoMayDoWhatThePageNamesShouldDo() throws Exception {
		Assumptions.assumeTrue(this.kind == RedisKind.STANDALONE, "one is like the other");
		String page = Files.readString(Path.of("../docs/fleet.md"));
		String commands = page.substring(page.indexOf("`+evalsha") + 1);
		servers.master()
			.call("ACL SETUSER fleet on >secret ~s3express:* &s3express:* %s +hello +client"
				.formatted(commands.substring(0, commands.indexOf('`'))));
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1",
				servers.master().port());
		configuration.setUsername("fleet");
		configuration.setPassword("secret");
		LettuceConnectionFactory factory = new LettuceConnectionFactory(configuration);
		factory.afterPropertiesSet();
		Queue<String> heard = new ConcurrentLinkedQueue<>();
		try (RedisFleetSessionStore restricted = RedisFleetSessionStore.of(factory, "fleet")) {
			restricted.listen(heard::add);
			servers.everywhere("SCRIPT FLUSH");
			RedisProcess.await("an announcement is heard", () -> {
				await(restricted.giveBack(lead(restricted)));
				return heard.contains(this.key);
			});
			Lease lease = lead(restricted);
			assertThat(await(restricted.renew(lease, LEASE))).isTrue();
			assertThat(await(restricted.put(lease, this.value, LIFE, LEASE))).isTrue();
			assertThat(await(restricted.find(this.key)).value()).isEqualTo(this.value);
			assertThat(ask(restricted)).isInstanceOf(Answer.Found.class);
			assertThat(await(restricted.remove(this.key, lease.version()))).isTrue();
		}
		finally {
			factory.destroy();
		}
	}

	@Test
	void closedStoreShouldFailAndLeaveNoThread() {
		Queue<Thread> threads = new ConcurrentLinkedQueue<>();
		await(this.store.find(this.key).thenAccept((found) -> threads.add(Thread.currentThread())));
		this.store.close();
		assertThatThrownBy(() -> await(this.store.find(this.key))).hasMessageContaining("closed");
		assertThat(threads).allSatisfy((thread) -> RedisProcess.await("the thread has ended", () -> !thread.isAlive()));
		// The application's own connections are not touched.
		assertThat(ask(this.other)).isNotNull();
		assertThat(this.factory.isRunning()).isTrue();
	}

	private Lease lead(FleetSessionStore store) {
		return ((Answer.Leading) ask(store)).lease();
	}

	private Answer ask(FleetSessionStore store) {
		return await(store.ask(this.key, Set.of(), LEASE));
	}

	private <T> T await(CompletionStage<T> stage) {
		return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
	}

}
