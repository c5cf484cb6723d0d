/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What users write wrongly of a fleet's Redis, and what the application says of it before
 * it ends: the last table in {@code docs/mistakes.md}. With the system property
 * {@code mistakes.record} it is written.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetMistakesTests {

	private static final Path PAGE = Path.of("../docs/mistakes.md");

	private static final String BEGIN = "<!-- written by FleetMistakesTests -->\n";

	private static final String END = "<!-- end -->";

	private static final boolean RECORD = System.getProperty("mistakes.record") != null;

	private static final String TWO_FACTORIES = "(two beans of type RedisConnectionFactory, neither @Primary)";

	private static final String OTHER_DRIVER = "(a RedisConnectionFactory of Jedis)";

	private final Map<String, String> rows = new LinkedHashMap<>();

	@AfterAll
	void pageShouldHoldTheseMistakesAndNoOthers() throws IOException {
		String page = Files.readString(PAGE);
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		String table = "| written | said |\n|---|---|\n" + String.join("", this.rows.values());
		if (RECORD) {
			Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(page.indexOf(END, begin)));
		}
		else {
			assertThat(page.substring(begin, page.indexOf(END, begin)).lines())
				.as("%s; -Dmistakes.record writes it", PAGE)
				.containsExactlyInAnyOrderElementsOf(table.lines().toList());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					spring.autoconfigure.exclude=org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration | s3express.fleet.enabled is true, but there is no RedisConnectionFactory. Set spring.data.redis.* and leave
					spring.data.redis.client-type=jedis | s3express.fleet.enabled is true, but spring.data.redis.client-type is jedis. Set it to lettuce, or
					spring.data.redis.masterreplica.nodes=127.0.0.1:6379,127.0.0.1:6380 | s3express.fleet.enabled is true, but spring.data.redis.masterreplica, which follows no failover, is set. Use one server
					""")
	void startWhenRedisIsWrongShouldSayWhatToDo(String property, String sentence, CapturedOutput output) {
		assertMistake(property, sentence, output, Application.class, "--" + property);
	}

	@Test
	void startWithTwoConnectionFactoriesShouldSayWhatToDo(CapturedOutput output) {
		assertMistake(TWO_FACTORIES,
				"s3express.fleet.enabled is true, but there are 2 RedisConnectionFactory beans. Mark the one", output,
				TwoFactories.class);
	}

	@Test
	void startWithAnotherDriverShouldSayWhatToDo(CapturedOutput output) {
		assertMistake(OTHER_DRIVER,
				"s3express.fleet.enabled is true, but the RedisConnectionFactory is a JedisConnectionFactory. Make it a "
						+ "LettuceConnectionFactory",
				output, OtherDriver.class);
	}

	private void assertMistake(String mistake, String sentence, CapturedOutput output, Class<?> source,
			String... arguments) {
		List<String> all = new ArrayList<>(List.of("--s3express.region=us-east-1", "--s3express.fleet.enabled=true",
				"--s3express.fleet.principal=orders",
				"--s3express.fleet.encryption-keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
		all.addAll(List.of(arguments));
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(all.toArray(String[]::new)));
		String said = output.getAll();
		assertThat(said).contains("APPLICATION FAILED TO START").doesNotContain("AAECAw", "\tat ");
		said = said.substring(said.indexOf("Description:") + "Description:".length())
			.replace("Action:", "")
			// A thread may still write a line of the log meanwhile.
			.replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\dT.*$", "")
			.replaceAll("\\s+", " ")
			.strip();
		assertThat(said).startsWith(sentence);
		this.rows.put(mistake, "| `%s` | %s |\n".formatted(mistake, said));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TwoFactories {

		@Bean
		LettuceConnectionFactory one() {
			return new LettuceConnectionFactory();
		}

		@Bean
		LettuceConnectionFactory other() {
			return new LettuceConnectionFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OtherDriver {

		@Bean
		RedisConnectionFactory factory() {
			return new JedisConnectionFactory();
		}

	}

	/**
	 * As far as it matters here.
	 */
	private static final class JedisConnectionFactory implements RedisConnectionFactory {

		@Override
		public RedisConnection getConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public RedisClusterConnection getClusterConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean getConvertPipelineAndTxResults() {
			return true;
		}

		@Override
		public RedisSentinelConnection getSentinelConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public DataAccessException translateExceptionIfPossible(RuntimeException ex) {
			return null;
		}

	}

}
