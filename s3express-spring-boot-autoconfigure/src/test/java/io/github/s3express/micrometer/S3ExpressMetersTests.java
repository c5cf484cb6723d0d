/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import io.github.s3express.operations.AppendWriter;
import io.github.s3express.operations.S3ExpressOperations;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.testing.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Meters of a running application, as Prometheus scrapes them, and the page that lists
 * them.
 */
class S3ExpressMetersTests {

	private static final Path PAGE = Path.of("../docs/observability.md");

	private static final Pattern ROW = Pattern.compile("^\\| `(s3express[^`]+)` \\| `(s3express_[^`]+)` \\|",
			Pattern.MULTILINE);

	@Test
	void scrapeShouldHoldTheMetersThatThePageListsAndNoOthers() throws Exception {
		try (RunningApplication application = RunningApplication.start("s3express.metrics.sdk.enabled=true")) {
			usedAndFailed(application);
			try (AppendWriter writer = application.bean(S3ExpressOperations.class)
				.append(RunningApplication.BUCKET, "log")) {
				writer.write(1);
			}
			Set<String> meters = application.bean(MeterRegistry.class)
				.getMeters()
				.stream()
				.map((meter) -> meter.getId().getName())
				.filter((name) -> name.startsWith("s3express"))
				.collect(Collectors.toCollection(TreeSet::new));
			assertThat(documented(1)).containsExactlyElementsOf(meters);
			assertThat(documented(2)).containsExactlyElementsOf(scraped(application));
		}
	}

	@Test
	void metersShouldHaveDescriptions() {
		try (RunningApplication application = RunningApplication.start()) {
			application.put(RunningApplication.BUCKET);
			assertThat(application.bean(MeterRegistry.class).getMeters())
				.filteredOn((meter) -> meter.getId().getName().matches("s3express\\.(sessions|session\\.(?!create).*)"))
				.isNotEmpty()
				.extracting((meter) -> meter.getId().getDescription())
				.doesNotContainNull();
		}
	}

	@Test
	void creationsWhenSomeFailShouldCountThemByOutcome() {
		try (RunningApplication application = RunningApplication.start()) {
			usedAndFailed(application);
			MeterRegistry registry = application.bean(MeterRegistry.class);
			// Listeners hear on a thread of their own.
			await().untilAsserted(() -> {
				assertThat(registry.get("s3express.session.creations")
					.tags("bucket", RunningApplication.BUCKET, "mode", "default", "outcome", "success")
					.timer()
					.count()).isOne();
				assertThat(registry.get("s3express.session.creations").tag("outcome", "failure").timer().count())
					.isOne();
			});
		}
	}

	@Test
	void remainingShouldFallFromTheLifeOfASession() {
		try (RunningApplication application = RunningApplication.start()) {
			application.put(RunningApplication.BUCKET);
			MeterRegistry registry = application.bean(MeterRegistry.class);
			await().untilAsserted(() -> assertThat(registry.get("s3express.session.remaining")
				.tag("bucket", RunningApplication.BUCKET)
				.gauge()
				.value()).isBetween(1.0, 300.0));
			await().untilAsserted(
					() -> assertThat(registry.get("s3express.sessions").tag("freshness", "fresh").gauge().value())
						.isOne());
		}
	}

	@Test
	void remainingWhenSessionCannotBeMadeShouldBeZero() {
		try (RunningApplication application = RunningApplication.start("s3express.buckets.orders.warm-up=false")) {
			application.server().faults().on("CreateSession").error(403, "AccessDenied");
			assertThatException().isThrownBy(() -> application.put(RunningApplication.BUCKET));
			MeterRegistry registry = application.bean(MeterRegistry.class);
			await()
				.untilAsserted(() -> assertThat(registry.get("s3express.session.remaining").gauge().value()).isZero());
		}
	}

	@Test
	void bucketTagWhenThereAreMoreBucketsThanNamesShouldBeOther() {
		try (RunningApplication application = RunningApplication.start("s3express.metrics.max-buckets=2")) {
			for (int i = 0; i < 5; i++) {
				String bucket = "b" + i + "--use1-az4--x-s3";
				application.server().createBucket(bucket);
				application.put(bucket);
			}
			Set<String> tags = application.bean(MeterRegistry.class)
				.getMeters()
				.stream()
				.map(Meter::getId)
				.filter((id) -> id.getName().startsWith("s3express"))
				.map((id) -> id.getTag("bucket"))
				.filter((tag) -> tag != null)
				.collect(Collectors.toSet());
			assertThat(tags).containsExactlyInAnyOrder(RunningApplication.BUCKET, "b0--use1-az4--x-s3", "other");
		}
	}

	@Test
	void sdkMetersWhenNotSwitchedOnShouldNotBeThere() {
		try (RunningApplication application = RunningApplication.start()) {
			application.put(RunningApplication.BUCKET);
			assertThat(application.bean(MeterRegistry.class).getMeters())
				.anyMatch((meter) -> meter.getId().getName().startsWith("s3express.session"))
				.noneMatch((meter) -> meter.getId().getName().startsWith("s3express.sdk"));
		}
	}

	@Test
	void sdkMetersShouldCountCallsAndRetriesOfBothClients() {
		try (RunningApplication application = RunningApplication.start("s3express.metrics.sdk.enabled=true")) {
			application.server().faults().on("PutObject").error(503, "SlowDown").times(1);
			application.put(RunningApplication.BUCKET);
			application.bean(S3AsyncClient.class)
				.headObject((head) -> head.bucket(RunningApplication.BUCKET).key("object"))
				.join();
			MeterRegistry registry = application.bean(MeterRegistry.class);
			assertThat(registry.get("s3express.sdk.calls")
				.tags("operation", "PutObject", "outcome", "success")
				.timer()
				.count()).isOne();
			assertThat(registry.get("s3express.sdk.retries").tag("operation", "PutObject").counter().count()).isOne();
			assertThat(registry.get("s3express.sdk.signing").tag("operation", "PutObject").timer().count())
				.isEqualTo(2);
			await().untilAsserted(
					() -> assertThat(registry.get("s3express.sdk.calls").tag("operation", "HeadObject").timer().count())
						.isOne());
		}
	}

	@Test
	void lookupsShouldCountHitsAndErrors() {
		try (RunningApplication application = RunningApplication.start()) {
			application.put(RunningApplication.BUCKET);
			application.put(RunningApplication.BUCKET);
			assertThat(lookups(application, "hit")).isPositive();
			assertThat(lookups(application, "error")).isZero();
		}
	}

	private static double lookups(RunningApplication application, String result) {
		return application.bean(MeterRegistry.class)
			.get("s3express.session.lookups")
			.tag("result", result)
			.functionCounter()
			.count();
	}

	private static void usedAndFailed(RunningApplication application) {
		application.put(RunningApplication.BUCKET);
		application.server().faults().on("CreateSession").error(403, "AccessDenied");
		S3ExpressSessionManager manager = application.bean(S3ExpressSessionManager.class);
		manager.keys(RunningApplication.BUCKET)
			.forEach((key) -> assertThatException().isThrownBy(() -> manager.refresh(key).join()));
	}

	private static Set<String> scraped(RunningApplication application) {
		return application.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> line.startsWith("s3express"))
			.map((line) -> line.split("[{ ]", 2)[0])
			.map((name) -> name.replaceAll("_(bucket|count|sum|max)$", ""))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> documented(int column) throws IOException {
		Set<String> names = new TreeSet<>();
		Matcher matcher = ROW.matcher(Files.readString(PAGE));
		while (matcher.find()) {
			names.add(matcher.group(column));
		}
		return names;
	}

}
