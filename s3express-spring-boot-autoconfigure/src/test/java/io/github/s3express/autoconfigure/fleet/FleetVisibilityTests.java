/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;
import io.github.s3express.session.fleet.InMemoryFleetStore;
import io.github.s3express.testing.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What operators of a running application see of its fleet.
 */
class FleetVisibilityTests {

	private static final Path PAGE = Path.of("../docs/fleet.md");

	private static final Pattern METER = Pattern.compile("`(s3express\\.fleet\\.[a-z.]+)`");

	private static final String BUCKET = RunningApplication.BUCKET;

	private static final String ENDPOINT = "/actuator/s3express";

	private static final String[] FLEET = { "s3express.fleet.enabled=true", "s3express.fleet.principal=orders",
			"s3express.fleet.encryption-keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
			// A machine that is busy may be slower than any store ever is.
			"s3express.fleet.timeout=1s", "s3express.buckets.orders.warm-up=false" };

	@Test
	void applicationShouldShowWhatSharingDoes() {
		try (RunningApplication application = RunningApplication.start(Store.class, FLEET)) {
			assertThat(meters(application).keySet()).extracting((meter) -> meter.replaceFirst("\\{.*", ""))
				.hasSize(7)
				.containsOnlyElementsOf(documented());
			assertThat(meters(application)).containsEntry("s3express.fleet.sharing", 1.0)
				.containsEntry("s3express.fleet.sessions{how=taken}", 0.0);
			assertThat(application.get(ENDPOINT).body()).contains("\"fleet\":{").doesNotContain("lastFailure");
			// Meters do not keep what they read.
			System.gc();
			S3ExpressSessionManager manager = application.bean(S3ExpressSessionManager.class);
			try (S3Client client = client(application.server())) {
				S3ExpressSessionManager other = manager(client, application);
				try {
					assertShown(application, manager, other);
				}
				finally {
					other.stop();
				}
			}
		}
	}

	private static void assertShown(RunningApplication application, S3ExpressSessionManager manager,
			S3ExpressSessionManager other) {
		S3ExpressSession first = other.get(other.key(BUCKET, "GetObject"));
		InMemoryFleetStore store = application.bean(InMemoryFleetStore.class);
		await().until(() -> other.fleet().made() == 1);
		application.put(BUCKET);
		assertShown(application, "from-fleet", 1, 0, 0);
		// The service refuses what was taken.
		assertThat(manager.invalidate(BUCKET, first.credentials().sessionToken())).isTrue();
		application.put(BUCKET);
		assertShown(application, "made-here", 1, 1, 1);
		// The other takes that one, and then makes one that somebody spoils.
		renew(other);
		renew(other);
		await().until(() -> other.fleet().made() == 2);
		store.changeValues();
		renew(manager);
		assertThat(meters(application)).containsEntry("s3express.fleet.undecipherable", 1.0)
			.containsEntry("s3express.fleet.store.failures", 0.0)
			.containsEntry("s3express.fleet.sharing", 1.0);
		store.failWith(new IllegalStateException("as told by the test"));
		for (int time = 0; time < 3; time++) {
			renew(manager);
		}
		await().untilAsserted(() -> assertThat(meters(application)).containsEntry("s3express.fleet.sharing", 0.0)
			.containsEntry("s3express.fleet.store.failures", 3.0));
		assertThat(application.<Boolean>json(ENDPOINT, "$.fleet.sharing")).isFalse();
		assertThat(application.<Integer>json(ENDPOINT, "$.fleet.storeFailures")).isEqualTo(3);
		assertThat(application.<Integer>json(ENDPOINT, "$.fleet.undecipherable")).isOne();
		assertThat(application.<String>json(ENDPOINT, "$.fleet.lastFailure")).isEqualTo("as told by the test");
	}

	private static void assertShown(RunningApplication application, String origin, int taken, int made, int removed) {
		assertThat(application.<String>json(ENDPOINT, "$.buckets['" + BUCKET + "'][0].origin")).isEqualTo(origin);
		assertThat(application.<String>json(ENDPOINT + "/" + BUCKET, "$.sessions[0].origin")).isEqualTo(origin);
		assertThat(application.<String>json("/actuator/health/s3express/" + BUCKET, "$.details.sessions[0].origin"))
			.isEqualTo(origin);
		// What the store was told last may not have been answered yet.
		await().untilAsserted(() -> {
			assertThat(application.<Integer>json(ENDPOINT, "$.fleet.taken")).isEqualTo(taken);
			assertThat(application.<Integer>json(ENDPOINT, "$.fleet.made")).isEqualTo(made);
			assertThat(application.<Integer>json(ENDPOINT, "$.fleet.leases")).isEqualTo(made);
			assertThat(application.<Integer>json(ENDPOINT, "$.fleet.removed")).isEqualTo(removed);
			assertThat(application.<Boolean>json(ENDPOINT, "$.fleet.sharing")).isTrue();
			assertThat(meters(application)).containsEntry("s3express.fleet.sessions{how=taken}", (double) taken)
				.containsEntry("s3express.fleet.sessions{how=made}", (double) made)
				.containsEntry("s3express.fleet.leases", (double) made)
				.containsEntry("s3express.fleet.removals", (double) removed);
		});
	}

	private static void renew(S3ExpressSessionManager manager) {
		manager.refresh(manager.key(BUCKET, "GetObject")).orTimeout(20, TimeUnit.SECONDS).join();
	}

	private static S3Client client(S3ExpressLocalServer server) {
		return S3Client.builder()
			.region(Region.of(server.region()))
			.credentialsProvider(StaticCredentialsProvider
				.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
			.endpointOverride(server.endpoint())
			.forcePathStyle(true)
			.build();
	}

	// Another instance of the application, as far as its sessions go.
	private static S3ExpressSessionManager manager(S3Client client, RunningApplication application) {
		return S3ExpressSessionManagerBuilder
			.of(client, SessionPrincipal.of(client.serviceClientConfiguration().credentialsProvider()))
			.fleet(application.bean(FleetSettings.class), application.bean(InMemoryFleetStore.class))
			.build();
	}

	private static Map<String, Double> meters(RunningApplication application) {
		Map<String, Double> meters = new TreeMap<>();
		for (Meter meter : application.bean(MeterRegistry.class).getMeters()) {
			String how = meter.getId().getTag("how");
			if (meter.getId().getName().startsWith("s3express.fleet")) {
				meters.put(meter.getId().getName() + ((how != null) ? "{how=" + how + "}" : ""),
						meter.measure().iterator().next().getValue());
			}
		}
		return meters;
	}

	private static Set<String> documented() {
		try {
			String page = Files.readString(PAGE);
			return METER.matcher(page.substring(page.indexOf("## What there is to see")))
				.results()
				.map((meter) -> meter.group(1))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Store {

		@Bean
		InMemoryFleetStore store() {
			return new InMemoryFleetStore();
		}

	}

}
