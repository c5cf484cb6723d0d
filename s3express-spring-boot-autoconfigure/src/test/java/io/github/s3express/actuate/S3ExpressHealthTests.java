/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.testing.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Health over HTTP in a running application.
 */
class S3ExpressHealthTests {

	private static final String HEALTH = "/actuator/health/s3express";

	private static final String BUCKET_HEALTH = HEALTH + "/" + RunningApplication.BUCKET;

	private static final String OTHER_BUCKET = "other--use1-az4--x-s3";

	@Test
	void healthWhenSessionServesShouldBeUpWithDetails() {
		try (RunningApplication application = RunningApplication.start()) {
			application.put(RunningApplication.BUCKET);
			assertThat(application.get(BUCKET_HEALTH).statusCode()).isEqualTo(200);
			assertThat(application.<String>json(BUCKET_HEALTH, "$.status")).isEqualTo("UP");
			String session = "$.details.sessions[0].";
			assertThat(application.<String>json(BUCKET_HEALTH, session + "mode")).isEqualTo("default");
			assertThat(application.<String>json(BUCKET_HEALTH, session + "freshness")).isEqualTo("FRESH");
			assertThat(application.<String>json(BUCKET_HEALTH, session + "remaining")).matches("PT[45]M.*|PT5M");
			assertThat(application.<String>json(BUCKET_HEALTH, session + "expires")).startsWith("20");
			assertThat(application.<Integer>json(BUCKET_HEALTH, session + "failures")).isZero();
		}
	}

	@Test
	void healthWhenBucketWasNeverAskedForShouldBePendingAndNotDown() {
		try (RunningApplication application = RunningApplication.start("s3express.buckets.orders.warm-up=false")) {
			assertThat(application.get(BUCKET_HEALTH).statusCode()).isEqualTo(200);
			assertThat(application.<String>json(BUCKET_HEALTH, "$.status")).isEqualTo("UNKNOWN");
			assertThat(application.<String>json(BUCKET_HEALTH, "$.details.sessions[0].freshness")).isEqualTo("PENDING");
			assertThat(application.<String>json("/actuator/health", "$.status")).isEqualTo("UP");
			assertThat(application.server().counters().count("CreateSession")).isZero();
		}
	}

	@Test
	void healthWhenRefreshFailsShouldStayUpAndShowStale() {
		try (RunningApplication application = RunningApplication.start("s3express.session.retry.max-retries=0")) {
			application.put(RunningApplication.BUCKET);
			makeStale(application);
			assertThat(application.<String>json(BUCKET_HEALTH, "$.status")).isEqualTo("UP");
			String session = "$.details.sessions[0].";
			assertThat(application.<String>json(BUCKET_HEALTH, session + "freshness")).isEqualTo("STALE");
			assertThat(application.<Integer>json(BUCKET_HEALTH, session + "failures")).isPositive();
			assertThat(application.<String>json(BUCKET_HEALTH, session + "lastError"))
				.contains("No session for " + RunningApplication.BUCKET);
		}
	}

	@Test
	void healthWhenStaleSessionHasLessLeftThanConfiguredShouldBeDown() {
		try (RunningApplication application = RunningApplication.start("s3express.session.retry.max-retries=0",
				"s3express.local.session-lifetime=2m", "management.health.s3express.down-before-expiry=4m")) {
			application.put(RunningApplication.BUCKET);
			assertThat(application.<String>json(BUCKET_HEALTH, "$.status")).isEqualTo("UP");
			makeStale(application);
			assertThat(application.get(BUCKET_HEALTH).statusCode()).isEqualTo(503);
		}
	}

	@Test
	void healthWhenSessionCannotBeMadeShouldBeDown() {
		try (RunningApplication application = RunningApplication.start("s3express.buckets.orders.warm-up=false")) {
			application.server().faults().on("CreateSession").error(403, "AccessDenied");
			assertThatException().isThrownBy(() -> application.put(RunningApplication.BUCKET));
			assertThat(application.get(BUCKET_HEALTH).statusCode()).isEqualTo(503);
			assertThat(application.<String>json(BUCKET_HEALTH, "$.status")).isEqualTo("DOWN");
			assertThat(application.<String>json(BUCKET_HEALTH, "$.details.sessions[0].freshness")).isEqualTo("FAILED");
			assertThat(application.<String>json("/actuator/health", "$.status")).isEqualTo("DOWN");
		}
	}

	@Test
	void healthWhenSessionEndedWithoutReplacementShouldBeDownUntilThereIsOne() {
		try (RunningApplication application = RunningApplication.start("s3express.local.session-lifetime=2s",
				"s3express.session.retry.max-retries=0")) {
			application.put(RunningApplication.BUCKET);
			application.server().faults().on("CreateSession").error(503, "SlowDown");
			await().until(() -> application.get(BUCKET_HEALTH).statusCode() == 503);
			assertThat(application.<String>json(BUCKET_HEALTH, "$.details.sessions[0].freshness")).isEqualTo("EXPIRED");
			application.server().faults().clear();
			await().until(() -> application.get(BUCKET_HEALTH).statusCode() == 200);
		}
	}

	@Test
	void healthWhenBucketIsUsedForTheFirstTimeShouldShowIt() {
		try (RunningApplication application = RunningApplication.start()) {
			assertThat(application.get(HEALTH + "/" + OTHER_BUCKET).statusCode()).isEqualTo(404);
			application.server().createBucket(OTHER_BUCKET);
			application.put(OTHER_BUCKET);
			assertThat(application.get(HEALTH + "/" + OTHER_BUCKET).statusCode()).isEqualTo(200);
			assertThat(application.get(HEALTH).body()).contains(RunningApplication.BUCKET, OTHER_BUCKET);
		}
	}

	@Test
	void healthWhenOtherBucketIsUnknownShouldNotBeDown() {
		try (RunningApplication application = RunningApplication.start("s3express.session.retry.max-retries=0")) {
			application.put(RunningApplication.BUCKET);
			assertThatException().isThrownBy(() -> application.put(OTHER_BUCKET));
			assertThat(application.<String>json(HEALTH + "/" + OTHER_BUCKET, "$.details.sessions[0].freshness"))
				.isEqualTo("FAILED");
			assertThat(application.<String>json(HEALTH + "/" + OTHER_BUCKET, "$.status")).isEqualTo("UNKNOWN");
			assertThat(application.get("/actuator/health").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void healthWhenWidenedToAllBucketsShouldBeDownForAnUnknownOne() {
		try (RunningApplication application = RunningApplication.start("s3express.session.retry.max-retries=0",
				"management.health.s3express.down-for=all-buckets")) {
			assertThatException().isThrownBy(() -> application.put(OTHER_BUCKET));
			assertThat(application.get("/actuator/health").statusCode()).isEqualTo(503);
		}
	}

	@Test
	void healthWhenACallersOwnCredentialsAreRefusedShouldNotBeDown() {
		try (RunningApplication application = RunningApplication.start("s3express.session.retry.max-retries=0")) {
			application.put(RunningApplication.BUCKET);
			AwsCredentialsProvider wrong = StaticCredentialsProvider
				.create(AwsBasicCredentials.create("AKIATENANT", "wrong"));
			assertThatException().isThrownBy(() -> application.bean(S3Client.class)
				.listObjectsV2((list) -> list.bucket(RunningApplication.BUCKET)
					.overrideConfiguration((override) -> override.credentialsProvider(wrong))));
			assertThat(application.<String>json(BUCKET_HEALTH, "$.status")).isEqualTo("UP");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.s3express.show-values=never",
			"management.endpoint.s3express.show-values=when-authorized" })
	void healthWhenValuesAreNotShownShouldNotShowErrors(String property) {
		try (RunningApplication application = RunningApplication.start("s3express.buckets.orders.warm-up=false",
				property)) {
			application.server().faults().on("CreateSession").error(403, "AccessDenied");
			assertThatException().isThrownBy(() -> application.put(RunningApplication.BUCKET));
			assertThat(application.<String>json(BUCKET_HEALTH, "$.details.sessions[0].lastError"))
				.isEqualTo(SanitizableData.SANITIZED_VALUE);
		}
	}

	@Test
	void healthWhenSanitizingFunctionHidesErrorsShouldNotShowThem() {
		try (RunningApplication application = RunningApplication.start(S3ExpressEndpointTests.HidesErrors.class,
				"s3express.buckets.orders.warm-up=false")) {
			application.server().faults().on("CreateSession").error(403, "AccessDenied");
			assertThatException().isThrownBy(() -> application.put(RunningApplication.BUCKET));
			assertThat(application.<String>json(BUCKET_HEALTH, "$.details.sessions[0].lastError"))
				.isEqualTo(SanitizableData.SANITIZED_VALUE);
		}
	}

	@Test
	void healthWhenDetailsAreHiddenShouldShowStatusOnly() {
		try (RunningApplication application = RunningApplication
			.start("management.endpoint.health.show-details=never")) {
			assertThat(application.get("/actuator/health").body()).doesNotContain("s3express");
			assertThat(application.get(BUCKET_HEALTH).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void healthWhenComponentsAreShownWithoutDetailsShouldNotShowSessions() {
		try (RunningApplication application = RunningApplication.start(
				"management.endpoint.health.show-components=always", "management.endpoint.health.show-details=never")) {
			assertThat(application.get("/actuator/health").body()).contains(RunningApplication.BUCKET)
				.doesNotContain("freshness");
		}
	}

	@Test
	void healthWhenGroupNamesOneBucketShouldAnswerThatBucketOnly() {
		try (RunningApplication application = RunningApplication.start("s3express.buckets.gone.name=" + OTHER_BUCKET,
				"s3express.session.retry.max-retries=0",
				"management.endpoint.health.group.readiness.include=s3express/" + RunningApplication.BUCKET)) {
			assertThat(application.get("/actuator/health/readiness").body()).contains(RunningApplication.BUCKET)
				.doesNotContain(OTHER_BUCKET);
		}
	}

	@Test
	void healthWhenSwitchedOffShouldNotShowSessions() {
		try (RunningApplication application = RunningApplication.start("management.health.s3express.enabled=false")) {
			assertThat(application.get(HEALTH).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void healthWhenApplicationHasItsOwnShouldBackOff() {
		try (RunningApplication application = RunningApplication.start(OwnHealth.class)) {
			assertThat(application.<String>json(HEALTH, "$.details.mine")).isEqualTo("yes");
		}
	}

	private static void makeStale(RunningApplication application) {
		application.server().faults().on("CreateSession").error(503, "SlowDown");
		S3ExpressSessionManager manager = application.bean(S3ExpressSessionManager.class);
		manager.keys(RunningApplication.BUCKET)
			.forEach((key) -> assertThatException().isThrownBy(() -> manager.refresh(key).join()));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHealth {

		@Bean
		HealthIndicator s3expressHealthIndicator() {
			return () -> Health.up().withDetail("mine", "yes").build();
		}

	}

}
