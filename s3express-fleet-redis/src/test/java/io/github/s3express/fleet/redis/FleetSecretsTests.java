/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody learns who watches the store, or has all that is in it, but no key.
 */
class FleetSecretsTests {

	private static final String BUCKET = "hush--use1-az4--x-s3";

	private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

	@Test
	void storeShouldNeverSeeASecret() throws Exception {
		ByteArrayOutputStream seen = new ByteArrayOutputStream();
		List<String> secrets = new ArrayList<>(List.of(BUCKET, "hush", "111122223333", "use1-az4", KEY));
		try (RedisServers servers = new RedisServers(RedisKind.STANDALONE);
				S3ExpressLocalServer service = S3ExpressLocalServer.builder().bucket(BUCKET).start()) {
			servers.master().monitor(seen);
			try (ConfigurableApplicationContext maker = start(servers, service);
					ConfigurableApplicationContext taker = start(servers, service)) {
				S3ExpressSessionCredentials made = credentials(maker);
				S3ExpressSessionCredentials taken = credentials(taker);
				assertThat(service.counters().count("CreateSession")).isEqualTo(1);
				assertThat(taken.sessionToken()).isEqualTo(made.sessionToken());
				secrets.addAll(List.of(made.sessionToken(), made.secretAccessKey(), made.accessKeyId(),
						service.secretAccessKey()));
				dump(maker.getBean(RedisConnectionFactory.class), seen);
			}
		}
		assertThat(text(seen)).contains("s3express:{", "EVALSHA");
		for (String secret : secrets) {
			byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
			assertThat(text(seen)).doesNotContain(secret)
				.doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(bytes))
				.doesNotContain(HexFormat.of().formatHex(bytes));
		}
	}

	private static S3ExpressSessionCredentials credentials(ConfigurableApplicationContext context) {
		S3ExpressSessionManager manager = context.getBean(S3ExpressSessionManager.class);
		SessionKey key = manager.keys(BUCKET).iterator().next();
		return manager.get(key).credentials();
	}

	private static void dump(RedisConnectionFactory factory, ByteArrayOutputStream target) {
		try (RedisConnection connection = factory.getConnection()) {
			assertThat(connection.keyCommands().keys("*".getBytes(StandardCharsets.UTF_8))).isNotEmpty()
				.allSatisfy((key) -> {
					target.writeBytes(key);
					target.writeBytes(connection.keyCommands().dump(key));
					if (text(key).endsWith(":session")) {
						connection.hashCommands().hGetAll(key).values().forEach(target::writeBytes);
					}
				});
		}
	}

	private static String text(ByteArrayOutputStream bytes) {
		return text(bytes.toByteArray());
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private static ConfigurableApplicationContext start(RedisServers servers, S3ExpressLocalServer service) {
		List<String> arguments = new ArrayList<>(List.of("--s3express.region=" + service.region(),
				"--s3express.endpoint=" + service.endpoint(),
				"--s3express.control-endpoint=" + service.controlEndpoint(),
				"--s3express.credentials.access-key-id=" + service.accessKeyId(),
				"--s3express.credentials.secret-access-key=" + service.secretAccessKey(),
				"--s3express.buckets.hush.name=" + BUCKET, "--s3express.buckets.hush.required=true",
				"--s3express.fleet.enabled=true", "--s3express.fleet.principal=arn:aws:iam::111122223333:role/orders",
				"--s3express.fleet.encryption-keys=" + KEY, "--s3express.fleet.timeout=1s"));
		servers.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run(arguments.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
