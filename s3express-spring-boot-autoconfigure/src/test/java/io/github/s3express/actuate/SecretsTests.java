/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.testing.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Looks for the secrets of every session in everything that an application shows of
 * sessions while they are made, refreshed, refused, expire and fail.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private static final List<String> PAGES = List.of("/actuator/health", "/actuator/health/s3express",
			"/actuator/s3express", "/actuator/s3express/" + RunningApplication.BUCKET, "/actuator/metrics",
			"/actuator/prometheus", "/actuator/configprops", "/actuator/env", "/actuator/beans");

	private final Set<String> secrets = ConcurrentHashMap.newKeySet();

	private final StringWriter shown = new StringWriter();

	@Test
	void nothingThatIsShownShouldHoldASecret(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.start(Recording.class,
				"s3express.local.session-lifetime=3s", "s3express.session.retry.max-retries=0",
				"s3express.session.mode=by-operation", "management.endpoint.s3express.access=unrestricted",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always",
				"logging.level.io.github.s3express=trace")) {
			this.secrets.add(application.server().secretAccessKey());
			application.put(RunningApplication.BUCKET);
			look(application);
			application.send("POST", "/actuator/s3express/" + RunningApplication.BUCKET);
			look(application);
			application.server().sessions().revokeAll();
			application.put(RunningApplication.BUCKET);
			look(application);
			application.server().faults().on("CreateSession").error(403, "AccessDenied");
			fail(application);
			await().until(() -> application.get("/actuator/health/s3express").statusCode() == 503);
			fail(application);
			look(application);
			application.send("DELETE", "/actuator/s3express/" + RunningApplication.BUCKET);
			List<SessionEvent> events = application.bean(Recorder.class).events;
			// Listeners hear a little later.
			await().until(() -> events.stream().anyMatch(SessionEvent.Released.class::isInstance));
			assertThat(events).hasAtLeastOneElementOfType(SessionEvent.Created.class)
				.hasAtLeastOneElementOfType(SessionEvent.Invalidated.class)
				.hasAtLeastOneElementOfType(SessionEvent.RefreshFailed.class)
				.hasAtLeastOneElementOfType(SessionEvent.Expired.class)
				.hasAtLeastOneElementOfType(SessionEvent.Released.class);
			events.forEach((event) -> this.shown.append(event.toString()).append('\n'));
		}
		assertThat(this.secrets).hasSizeGreaterThan(4);
		assertThat(this.shown.toString()).contains("FRESH", "AccessDenied", "RefreshFailed[");
		assertThat(output.getAll()).contains("Session created for", "Session expired without replacement");
		for (String secret : this.secrets) {
			assertThat(this.shown.toString().contains(secret)).as("a secret is shown").isFalse();
			assertThat(output.getAll().contains(secret)).as("a secret is logged").isFalse();
		}
	}

	private void look(RunningApplication application) {
		S3ExpressSessionManager manager = application.bean(S3ExpressSessionManager.class);
		manager.keys(RunningApplication.BUCKET).forEach((key) -> {
			S3ExpressSession session = manager.getIfPresent(key);
			if (session != null) {
				S3ExpressSessionCredentials credentials = session.credentials();
				this.secrets.add(credentials.secretAccessKey());
				this.secrets.add(credentials.sessionToken());
				this.shown.append(session.toString()).append('\n');
			}
		});
		PAGES.forEach((page) -> this.shown.append(application.get(page).body()).append('\n'));
	}

	private void fail(RunningApplication application) {
		S3ExpressSessionManager manager = application.bean(S3ExpressSessionManager.class);
		manager.keys(RunningApplication.BUCKET).forEach((key) -> {
			try {
				manager.refresh(key).join();
			}
			catch (RuntimeException ex) {
				ex.printStackTrace(new PrintWriter(this.shown));
			}
		});
	}

	static class Recorder {

		private final List<SessionEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void on(SessionEvent event) {
			this.events.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Recording {

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

	}

}
