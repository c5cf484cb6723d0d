/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.local.RequestCounters;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionLookups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Work that goes on over several lives of a session.
 */
class SteadyTrafficTests {

	private static final String BUCKET = "steady--use1-az4--x-s3";

	private static final int SESSIONS = 4;

	@Test
	@Timeout(60)
	void requestsWhenSessionsAreShortShouldNeitherFailNorWaitAfterTheFirst() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class,
					S3ExpressClientAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class))
			.withPropertyValues("s3express.local.enabled=true", "s3express.local.session-lifetime=4s",
					"s3express.session.refresh-before-expiry=2s", "s3express.session.expiry-threshold=100ms",
					"s3express.buckets.steady.name=" + BUCKET, "s3express.buckets.steady.warm-up=false")
			.run((context) -> {
				S3Client client = context.getBean(S3Client.class);
				S3ExpressSessionManager manager = context.getBean(S3ExpressSessionManager.class);
				RequestCounters counters = context.getBean(S3ExpressLocalServer.class).counters();
				List<SessionEvent> events = new CopyOnWriteArrayList<>();
				manager.addListener(events::add);
				AtomicLong requests = new AtomicLong();
				await().forever().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> {
					client.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
					requests.incrementAndGet();
					return counters.count("CreateSession") >= SESSIONS;
				});
				assertThat(manager.lookups()).isEqualTo(new SessionLookups(requests.get() - 1, 1, 0));
				// The manager goes on making sessions while the events are looked at.
				List<SessionEvent> seen = List.copyOf(events);
				assertThat(seen.subList(0, 1)).hasOnlyElementsOfType(SessionEvent.Created.class);
				assertThat(seen.subList(1, SESSIONS - 1)).as("replaced in time, each")
					.hasOnlyElementsOfType(SessionEvent.Refreshed.class);
			});
	}

}
