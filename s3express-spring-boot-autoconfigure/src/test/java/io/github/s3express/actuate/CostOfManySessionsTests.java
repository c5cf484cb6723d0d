/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
 * Looking at ten times as many sessions costs about ten times as much, whatever it is
 * spent on: {@link ManySessionsTests} counts snapshots, but does not see what finding
 * them takes. Both are measured in turn on the same machine, and the quickest of some
 * rounds counts, so that only work for each session times the number of sessions, which
 * would cost a hundred times as much, comes near to what is asserted.
 */
class CostOfManySessionsTests {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final int FEW = 200;

	private static final int MANY = 2_000;

	// In the middle between proportion and square, as factors go.
	private static final int MOST = 30;

	private static final int ROUNDS = 15;

	@ParameterizedTest
	@EnumSource
	void lookShouldCostInProportionToWhatItShows(Look look) {
		S3ExpressSessionManager few = manager(FEW);
		S3ExpressSessionManager many = manager(MANY);
		try {
			Runnable ofFew = look.prepare.apply(few);
			Runnable ofMany = look.prepare.apply(many);
			long quickestOfFew = Long.MAX_VALUE;
			long quickestOfMany = Long.MAX_VALUE;
			for (int round = 0; round < ROUNDS; round++) {
				// As many sessions as in the others, so that code is as warm.
				for (int time = 0; time < MANY / FEW; time++) {
					quickestOfFew = Math.min(quickestOfFew, nanos(ofFew));
				}
				quickestOfMany = Math.min(quickestOfMany, nanos(ofMany));
			}
			double factor = (double) quickestOfMany / quickestOfFew;
			System.out.printf("Cost of %s: %d µs for %d sessions, %d µs for %d: %.1f times%n", look,
					quickestOfFew / 1_000, FEW, quickestOfMany / 1_000, MANY, factor);
			assertThat(factor).isLessThan(MOST);
		}
		finally {
			few.stop();
			many.stop();
		}
	}

	// Of this thread's processor: others that run meanwhile do not count.
	private static long nanos(Runnable look) {
		long began = THREADS.getCurrentThreadCpuTime();
		look.run();
		return THREADS.getCurrentThreadCpuTime() - began;
	}

	private static S3ExpressSessionManager manager(int buckets) {
		return S3ExpressSessionManagerBuilder
			.of(mock(S3Client.class), SessionPrincipal.of(AnonymousCredentialsProvider.create()))
			.buckets(IntStream.range(0, buckets)
				.mapToObj((number) -> new BucketSettings(
						new DirectoryBucketName("bucket-%d--use1-az4--x-s3".formatted(number)), null, false,
						SessionEncryption.BUCKET_DEFAULT))
				.toList())
			.build();
	}

	/**
	 * A way to look at all sessions.
	 */
	enum Look {

		HEALTH((manager) -> {
			S3ExpressHealthContributor contributor = new S3ExpressHealthContributor(manager,
					new SessionHealthSettings(Set.of(), false, Duration.ZERO, null, texts(), true));
			return () -> {
				List<Object> health = new ArrayList<>();
				contributor.stream().forEach((entry) -> health.add(((HealthIndicator) entry.contributor()).health()));
				assertThat(health).hasSizeGreaterThanOrEqualTo(FEW);
			};
		}),

		ENDPOINT((manager) -> {
			S3ExpressEndpoint endpoint = new S3ExpressEndpoint(manager, texts(), Show.ALWAYS, Set.of(),
					(key, lastError) -> "policy");
			return () -> assertThat(endpoint.sessions().buckets()).hasSizeGreaterThanOrEqualTo(FEW);
		}),

		METERS((manager) -> () -> {
			// Anew each time, since what is read once is kept for a moment.
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			new S3ExpressMeters(manager, MANY).bindTo(registry);
			assertThat(registry.getMeters().stream().filter(Gauge.class::isInstance).map(Gauge.class::cast))
				.extracting(Gauge::value)
				.hasSizeGreaterThanOrEqualTo(FEW);
			registry.close();
		});

		private final Function<S3ExpressSessionManager, Runnable> prepare;

		Look(Function<S3ExpressSessionManager, Runnable> prepare) {
			this.prepare = prepare;
		}

		private static SessionTexts texts() {
			return new SessionTexts(new Sanitizer(List.of()));
		}

	}

}
