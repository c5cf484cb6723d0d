/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.fleet.S3ExpressFleetAutoConfiguration;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSessionStore.Answer;
import io.github.s3express.session.S3ExpressSessionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class RedisFleetAutoConfigurationTests {

	private static final String[] ENABLED = { "s3express.fleet.enabled=true", "s3express.fleet.principal=orders",
			"s3express.fleet.encryption-keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" };

	private final ApplicationContextRunner withoutRedis = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class,
				S3ExpressFleetAutoConfiguration.class, RedisFleetAutoConfiguration.class))
		.withPropertyValues("s3express.region=us-east-1");

	private final ApplicationContextRunner application = this.withoutRedis
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class));

	@ParameterizedTest
	@EnumSource
	void storeShouldConnectAsSpringDataDoes(RedisKind kind) {
		try (RedisServers servers = new RedisServers(kind)) {
			this.application.withPropertyValues(ENABLED).withPropertyValues(pairs(servers)).run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(S3ExpressSessionManager.class);
				FleetSessionStore store = context.getBean(FleetSessionStore.class);
				Answer answer = store.ask("key", Set.of(), Duration.ofSeconds(2))
					.toCompletableFuture()
					.get(10, TimeUnit.SECONDS);
				assertThat(answer).isInstanceOf(Answer.Leading.class);
			});
		}
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("s3express-fleet"));
	}

	@ParameterizedTest
	@EnumSource
	void shutdownShouldGiveRightsBackAndWarnOfNothing(RedisKind kind, CapturedOutput output) {
		try (RedisServers servers = new RedisServers(kind)) {
			this.application.withPropertyValues(ENABLED).withPropertyValues(pairs(servers)).run((context) -> {
				FleetSessionStore store = context.getBean(FleetSessionStore.class);
				for (String key : new String[] { "one", "other" }) {
					assertThat(ask(store, key)).isInstanceOf(Answer.Leading.class);
				}
			});
			assertThat(servers.servers()).allSatisfy((server) -> {
				assertThat(server.call("EXISTS s3express:{one}:lease")).isNotEqualTo(":1");
				assertThat(server.call("EXISTS s3express:{other}:lease")).isNotEqualTo(":1");
			});
		}
		assertThat(output.getAll().lines().filter((line) -> line.matches(".*\\b(WARN|ERROR)\\b.*")))
			// Such as how many seeds the tests are to try.
			.allMatch((line) -> line.contains("from property source \"systemProperties\""));
	}

	@Test
	void storeShouldConnectAgainWhenTheApplicationIsStartedAgain() {
		try (RedisServers servers = new RedisServers(RedisKind.STANDALONE)) {
			this.application.withPropertyValues(ENABLED).withPropertyValues(pairs(servers)).run((context) -> {
				FleetSessionStore store = context.getBean(FleetSessionStore.class);
				Queue<String> heard = new ConcurrentLinkedQueue<>();
				store.listen(heard::add);
				for (int time = 0; time < 3; time++) {
					Answer answer = ask(store, "key");
					assertThat(answer).isInstanceOf(Answer.Leading.class);
					store.giveBack(((Answer.Leading) answer).lease()).toCompletableFuture().join();
					RedisProcess.await("the announcement is heard", () -> heard.poll() != null);
					context.stop();
					assertThatThrownBy(() -> ask(store, "key")).hasMessageContaining("is closed");
					context.start();
				}
			});
		}
	}

	private static Answer ask(FleetSessionStore store, String key) throws Exception {
		return store.ask(key, Set.of(), Duration.ofSeconds(20)).toCompletableFuture().get(10, TimeUnit.SECONDS);
	}

	private static String[] pairs(RedisServers servers) {
		return servers.properties()
			.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new);
	}

	@Test
	void storeWithoutServerShouldNotKeepTheApplicationFromStarting() {
		this.application.withPropertyValues(ENABLED)
			.withPropertyValues("spring.data.redis.port=" + RedisProcess.freePort())
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RedisFleetSessionStore.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3express.fleet.enabled=false", "s3express.enabled=false" })
	void storeShouldNotBeThereUnlessAskedFor(String property) {
		this.application.withPropertyValues(ENABLED)
			.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FleetSessionStore.class)
				.doesNotHaveBean(RedisFleetSessionStoreLifecycle.class));
	}

	@Test
	void storeOfTheApplicationShouldReplaceIt() {
		FleetSessionStore own = mock(FleetSessionStore.class);
		given(own.listen(any())).willReturn(() -> {
		});
		this.withoutRedis.withPropertyValues(ENABLED)
			.withBean(FleetSessionStore.class, () -> own)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FleetSessionStore.class)
				.doesNotHaveBean(RedisFleetSessionStoreLifecycle.class));
	}

	@Test
	void startWithoutConnectionFactoryShouldFail() {
		this.withoutRedis.withPropertyValues(ENABLED)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("s3express.fleet.enabled is true, but there is no RedisConnectionFactory; set "
						+ "spring.data.redis.* and leave Spring Boot's DataRedisAutoConfiguration on, or define such a "
						+ "bean."));
	}

	@Test
	void startWithTwoConnectionFactoriesShouldFail() {
		this.withoutRedis.withPropertyValues(ENABLED)
			.withBean("one", LettuceConnectionFactory.class, () -> new LettuceConnectionFactory())
			.withBean("two", LettuceConnectionFactory.class, () -> new LettuceConnectionFactory())
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("there are 2 RedisConnectionFactory beans; mark"));
	}

	@Test
	void startWithAnotherDriverShouldFail() {
		this.withoutRedis.withPropertyValues(ENABLED)
			.withBean(RedisConnectionFactory.class, () -> mock(RedisConnectionFactory.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("make it a LettuceConnectionFactory"));
	}

	@Test
	void startWithStaticReplicasShouldFail() {
		this.application.withPropertyValues(ENABLED)
			.withPropertyValues("spring.data.redis.masterreplica.nodes=127.0.0.1:1,127.0.0.1:2")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("spring.data.redis.masterreplica"));
	}

}
