/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.autoconfigure.S3ExpressAsyncClientAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressClientAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressPresignerAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressSessionManagerBuilderCustomizer;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionCreationObserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * Which threads an application has because of the starter, beside the table of the
 * documentation.
 */
class ThreadsOfTheStarterTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "sessions.md");

	private static final Pattern ROW = Pattern
		.compile("(?m)^\\| `(s3express-[a-z-]+?)(?:-n|-1| \\*key\\*)?`.*\\| ([^|]+) \\|$");

	private static final String LASTING = "when the manager stops";

	private static final int BUCKETS = 40;

	private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

	@Test
	void threadsWhenNothingIsDoneShouldBeThoseThatTheTableCallsLasting() throws IOException {
		Map<String, String> documented = documented();
		assertThat(documented).hasSizeGreaterThan(5).containsEntry("s3express-session-timer", LASTING);
		Set<String> lasting = new TreeSet<>(documented.keySet());
		lasting.removeIf((name) -> !LASTING.equals(documented.get(name)));
		Set<String> used = new TreeSet<>();
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder();
		for (int bucket = 0; bucket < BUCKETS; bucket++) {
			builder.bucket(name(bucket));
		}
		try (S3ExpressLocalServer server = builder.start()) {
			application(server).run((context) -> {
				for (int bucket = 0; bucket < BUCKETS; bucket++) {
					use(context, name(bucket));
					used.addAll(starters().keySet());
				}
				assertThat(used).as("are in the table").isSubsetOf(documented.keySet());
				assertThat(used).contains("s3express-session-creator", "s3express-session-waiter",
						"s3express-session-listener", "s3express-session-observer");
				await().untilAsserted(() -> assertThat(starters().keySet()).isEqualTo(lasting));
				assertThat(context.getBean(S3ExpressSessionManager.class).snapshots()).hasSize(BUCKETS);
			});
			await().untilAsserted(() -> assertThat(starters()).isEmpty());
			// Those of the clients that make sessions as well.
			await().untilAsserted(() -> assertThat(added().keySet()).noneMatch((name) -> name.startsWith("sdk-")));
		}
	}

	private static void use(ApplicationContext context, String bucket) {
		context.getBean(S3AsyncClient.class).listObjectsV2((list) -> list.bucket(bucket)).join();
		context.getBean(S3Client.class).listObjectsV2((list) -> list.bucket(bucket));
		context.getBean(S3Presigner.class)
			.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1))
				.getObjectRequest((get) -> get.bucket(bucket).key("key")));
	}

	private static ApplicationContextRunner application(S3ExpressLocalServer server) {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
							S3ExpressAsyncClientAutoConfiguration.class, S3ExpressPresignerAutoConfiguration.class))
			.withBean(SessionCreationObserver.class, () -> mock(SessionCreationObserver.class))
			.withBean(S3ExpressSessionManagerBuilderCustomizer.class,
					() -> (manager) -> manager.idleThreadLife(Duration.ofMillis(200)))
			.withPropertyValues("s3express.endpoint=" + server.endpoint(),
					"s3express.control-endpoint=" + server.controlEndpoint(), "s3express.region=" + server.region(),
					"s3express.credentials.access-key-id=" + server.accessKeyId(),
					"s3express.credentials.secret-access-key=" + server.secretAccessKey());
	}

	private static String name(int bucket) {
		return "threads-%d--use1-az4--x-s3".formatted(bucket);
	}

	// By name without number, the server's own apart.
	private Map<String, Thread> starters() {
		Map<String, Thread> added = added();
		added.keySet().removeIf((name) -> !name.startsWith("s3express-") || name.startsWith("s3express-local"));
		return added;
	}

	private Map<String, Thread> added() {
		Map<String, Thread> added = new TreeMap<>();
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			if (!this.before.contains(thread)) {
				added.put(thread.getName().replaceFirst("-\\d+$", ""), thread);
			}
		}
		return added;
	}

	// When a thread ends, by its name.
	private static Map<String, String> documented() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		Matcher rows = ROW.matcher(Files.readString(DOCUMENT));
		while (rows.find()) {
			documented.put(rows.group(1), rows.group(2));
		}
		return documented;
	}

}
