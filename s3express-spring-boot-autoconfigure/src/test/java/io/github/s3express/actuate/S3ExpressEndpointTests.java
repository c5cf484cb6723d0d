/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;

import javax.management.ObjectName;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.s3express.testing.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The endpoint over HTTP in a running application.
 */
class S3ExpressEndpointTests {

	private static final String ENDPOINT = "/actuator/s3express";

	private static final String BUCKET = ENDPOINT + "/" + RunningApplication.BUCKET;

	private static final String UNRESTRICTED = "management.endpoint.s3express.access=unrestricted";

	@Test
	void getShouldAnswerAllSessionsAndLookups() {
		try (RunningApplication application = RunningApplication.start()) {
			application.put(RunningApplication.BUCKET);
			String session = "$.buckets['" + RunningApplication.BUCKET + "'][0].";
			assertThat(application.<String>json(ENDPOINT, session + "freshness")).isEqualTo("FRESH");
			assertThat(application.<Boolean>json(ENDPOINT, session + "keepWarm")).isTrue();
			int hits = application.json(ENDPOINT, "$.lookups.hits");
			int waits = application.json(ENDPOINT, "$.lookups.waits");
			assertThat(hits + waits).isPositive();
		}
	}

	@Test
	void getWhenBucketIsNamedShouldAnswerItsSessionsAndTheLeastPolicy() {
		try (RunningApplication application = RunningApplication.start()) {
			application.put(RunningApplication.BUCKET);
			assertThat(application.<String>json(BUCKET, "$.bucket")).isEqualTo(RunningApplication.BUCKET);
			assertThat(application.<String>json(BUCKET, "$.sessions[0].mode")).isEqualTo("default");
			assertThat(application.<String>json(BUCKET, "$.policies[0]")).contains("s3express:CreateSession",
					"arn:aws:s3express:us-east-1:*:bucket/" + RunningApplication.BUCKET);
		}
	}

	@Test
	void getWhenBucketIsUnknownShouldAnswer404() {
		try (RunningApplication application = RunningApplication.start()) {
			assertThat(application.get(ENDPOINT + "/other--use1-az4--x-s3").statusCode()).isEqualTo(404);
			assertThat(application.get(ENDPOINT + "/no.bucket").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void postShouldRefreshTheSession() {
		try (RunningApplication application = RunningApplication.start(UNRESTRICTED)) {
			application.put(RunningApplication.BUCKET);
			long before = application.server().counters().count("CreateSession");
			HttpResponse<String> post = application.send("POST", BUCKET);
			assertThat(post.statusCode()).isEqualTo(200);
			assertThat(post.body()).contains("\"errors\":[]", "\"freshness\":\"FRESH\"");
			assertThat(application.server().counters().count("CreateSession")).isEqualTo(before + 1);
		}
	}

	@Test
	void postWhenRefreshFailsShouldAnswer503WithTheCause() {
		try (RunningApplication application = RunningApplication.start(UNRESTRICTED)) {
			application.put(RunningApplication.BUCKET);
			application.server().faults().on("CreateSession").error(403, "AccessDenied");
			HttpResponse<String> post = application.send("POST", BUCKET);
			assertThat(post.statusCode()).isEqualTo(503);
			assertThat(post.body()).contains("403 AccessDenied", "\"freshness\":\"STALE\"");
		}
	}

	@Test
	void deleteShouldLetTheSessionGo() {
		try (RunningApplication application = RunningApplication.start(UNRESTRICTED)) {
			application.put(RunningApplication.BUCKET);
			HttpResponse<String> delete = application.send("DELETE", BUCKET);
			assertThat(delete.statusCode()).isEqualTo(200);
			assertThat(delete.body()).contains("\"released\":1");
			assertThat(application.<String>json(BUCKET, "$.sessions[0].freshness")).isEqualTo("IDLE");
			application.put(RunningApplication.BUCKET);
			assertThat(application.<String>json(BUCKET, "$.sessions[0].freshness")).isEqualTo("FRESH");
		}
	}

	@Test
	void postAndDeleteWhenBucketIsUnknownShouldAnswer404() {
		try (RunningApplication application = RunningApplication.start(UNRESTRICTED)) {
			assertThat(application.send("POST", ENDPOINT + "/other--use1-az4--x-s3").statusCode()).isEqualTo(404);
			assertThat(application.send("DELETE", ENDPOINT + "/other--use1-az4--x-s3").statusCode()).isEqualTo(404);
			assertThat(application.server().counters().count("CreateSession")).isLessThanOrEqualTo(1);
		}
	}

	@Test
	void accessWhenNothingIsSaidShouldAllowReadingOnly() {
		try (RunningApplication application = RunningApplication.start()) {
			assertThat(application.get(BUCKET).statusCode()).isEqualTo(200);
			assertThat(application.send("POST", BUCKET).statusCode()).isEqualTo(405);
			assertThat(application.send("DELETE", BUCKET).statusCode()).isEqualTo(405);
		}
	}

	@Test
	void accessWhenNoneIsAllowedShouldAnswer404() {
		try (RunningApplication application = RunningApplication.start("management.endpoint.s3express.access=none")) {
			assertThat(application.get(ENDPOINT).statusCode()).isEqualTo(404);
			assertThat(application.send("POST", BUCKET).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void getWhenSanitizingFunctionHidesErrorsShouldNotShowThem() {
		try (RunningApplication application = RunningApplication.start(HidesErrors.class, UNRESTRICTED,
				"s3express.buckets.orders.warm-up=false")) {
			application.server().faults().on("CreateSession").error(403, "AccessDenied");
			assertThatException().isThrownBy(() -> application.put(RunningApplication.BUCKET));
			assertThat(application.<String>json(BUCKET, "$.sessions[0].lastError"))
				.isEqualTo(SanitizableData.SANITIZED_VALUE);
			assertThat(application.send("POST", BUCKET).body()).doesNotContain("AccessDenied");
		}
	}

	@Test
	void getWhenValuesAreNotShownShouldHideErrorsAndPolicies() {
		try (RunningApplication application = RunningApplication.start(UNRESTRICTED,
				"management.endpoint.s3express.show-values=never", "s3express.buckets.orders.warm-up=false")) {
			application.server().faults().on("CreateSession").error(403, "AccessDenied");
			assertThatException().isThrownBy(() -> application.put(RunningApplication.BUCKET));
			assertThat(application.<String>json(BUCKET, "$.sessions[0].lastError"))
				.isEqualTo(SanitizableData.SANITIZED_VALUE);
			assertThat(application.<String>json(BUCKET, "$.policies[0]")).isEqualTo(SanitizableData.SANITIZED_VALUE);
			assertThat(application.get(ENDPOINT).body()).doesNotContain("AccessDenied");
			assertThat(application.send("POST", BUCKET).body()).doesNotContain("AccessDenied");
		}
	}

	@Test
	void jmxShouldAnswerSessions() throws Exception {
		try (RunningApplication application = RunningApplication.start("spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=s3express")) {
			application.put(RunningApplication.BUCKET);
			Object answer = ManagementFactory.getPlatformMBeanServer()
				.invoke(new ObjectName("org.springframework.boot:type=Endpoint,name=S3express"), "bucket",
						new Object[] { RunningApplication.BUCKET }, new String[] { String.class.getName() });
			assertThat(String.valueOf(answer)).contains(RunningApplication.BUCKET, "FRESH");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class HidesErrors {

		@Bean
		SanitizingFunction hideErrors() {
			return (data) -> data.getKey().equals("lastError") ? data.withSanitizedValue() : data;
		}

	}

}
