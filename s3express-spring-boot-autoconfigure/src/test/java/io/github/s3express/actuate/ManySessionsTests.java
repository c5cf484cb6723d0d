/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.health.contributor.HealthIndicator;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.micrometer.S3ExpressMeters;
import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What looking at many sessions costs, counted in snapshots taken: a time would tell more
 * of the machine.
 */
class ManySessionsTests {

	private final AtomicLong taken = new AtomicLong();

	@ParameterizedTest
	@ValueSource(ints = { 200, 2000 })
	void healthShouldTakeEachSnapshotTwice(int buckets) {
		counted(buckets, (manager) -> {
			List<HealthIndicator> indicators = new ArrayList<>();
			contributor(manager).stream().forEach((entry) -> indicators.add((HealthIndicator) entry.contributor()));
			indicators.forEach(HealthIndicator::health);
			assertThat(indicators).hasSize(buckets);
			assertThat(this.taken).hasValue(2L * buckets);
		});
	}

	@Test
	void healthOfOneBucketShouldTakeItsSnapshotsOnly() {
		counted(2000, (manager) -> {
			HealthIndicator indicator = (HealthIndicator) contributor(manager).getContributor(name(7));
			assertThat(indicator).isNotNull();
			assertThat(indicator.health().getDetails()).containsKey("sessions");
			assertThat(this.taken).hasValue(2);
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 2000 })
	void endpointShouldTakeEachSnapshotOnce(int buckets) {
		counted(buckets, (manager) -> {
			assertThat(endpoint(manager).sessions().buckets()).hasSize(buckets);
			assertThat(this.taken).hasValue(buckets);
			assertThat(endpoint(manager).bucket(name(7))).isNotNull();
			assertThat(this.taken).hasValue(buckets + 1L);
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 2000 })
	void scrapeOfAllMetersShouldTakeEachSnapshotOnce(int buckets) {
		counted(buckets, (manager) -> {
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			new S3ExpressMeters(manager, buckets).bindTo(registry);
			this.taken.set(0);
			Collection<Double> values = new ArrayList<>();
			registry.find("s3express.session.remaining").gauges().forEach((gauge) -> values.add(gauge.value()));
			registry.find("s3express.sessions").gauges().forEach((gauge) -> values.add(gauge.value()));
			assertThat(values).hasSizeGreaterThan(buckets);
			// A second one if the scrape takes longer than snapshots are kept.
			assertThat(this.taken.get()).isIn((long) buckets, 2L * buckets);
		});
	}

	private void counted(int buckets, Consumer<S3ExpressSessionManager> test) {
		S3ExpressSessionManager manager = S3ExpressSessionManagerBuilder
			.of(mock(S3Client.class), SessionPrincipal.of(AnonymousCredentialsProvider.create()))
			.buckets(IntStream.range(0, buckets)
				.mapToObj((i) -> new BucketSettings(new DirectoryBucketName(name(i)), null, false,
						SessionEncryption.BUCKET_DEFAULT))
				.toList())
			.build();
		try {
			test.accept((S3ExpressSessionManager) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { S3ExpressSessionManager.class }, (proxy, method, arguments) -> {
						Object answer = method.invoke(manager, arguments);
						if (method.getName().equals("snapshots")) {
							this.taken.addAndGet(((List<?>) answer).size());
						}
						return answer;
					}));
		}
		finally {
			manager.stop();
		}
	}

	private static S3ExpressHealthContributor contributor(S3ExpressSessionManager manager) {
		Set<String> configured = new HashSet<>();
		manager.keys(name(0)).forEach((key) -> configured.add(key.bucket().value()));
		return new S3ExpressHealthContributor(manager,
				new SessionHealthSettings(configured, false, Duration.ZERO, null, texts(), true));
	}

	private static S3ExpressEndpoint endpoint(S3ExpressSessionManager manager) {
		return new S3ExpressEndpoint(manager, texts(), Show.ALWAYS, Set.of(), (key, lastError) -> "policy");
	}

	private static SessionTexts texts() {
		return new SessionTexts(new Sanitizer(List.of()));
	}

	private static String name(int i) {
		return "bucket-%d--use1-az4--x-s3".formatted(i);
	}

}
