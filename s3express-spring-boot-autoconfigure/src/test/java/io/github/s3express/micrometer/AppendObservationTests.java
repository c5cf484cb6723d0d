/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.s3express.operations.AppendException;
import io.github.s3express.operations.AppendWriter;
import io.github.s3express.operations.S3ExpressOperations;
import io.github.s3express.testing.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Observations and meters of appends in a running application.
 */
class AppendObservationTests {

	private static final String[] ON_DEMAND = { "s3express.append.flush-interval=0", "s3express.append.max-parts=3",
			"s3express.append.max-tries=1", "s3express.buckets.orders.warm-up=false" };

	@Test
	void appendsShouldBeObservedAndCounted() throws IOException {
		try (RunningApplication application = RunningApplication.start(Recording.class, ON_DEMAND)) {
			Observation request = Observation.start("request", application.bean(ObservationRegistry.class));
			try (Observation.Scope scope = request.openScope();
					AppendWriter writer = application.bean(S3ExpressOperations.class)
						.append(RunningApplication.BUCKET, "log")) {
				for (int i = 0; i < 3; i++) {
					writer.write("text".getBytes(StandardCharsets.UTF_8));
					writer.sync();
				}
				application.server().faults().on("PutObject").error(403, "AccessDenied").times(1);
				writer.write(1);
				assertThatExceptionOfType(AppendException.class).isThrownBy(writer::sync);
			}
			request.stop();
			List<AppendContext> appends = application.bean(Recorder.class).appends;
			assertThat(appends).hasSize(5);
			AppendContext first = appends.get(0);
			assertThat(first.getName()).isEqualTo("s3express.append");
			assertThat(first.getParentObservation()).isSameAs(request);
			assertThat(first.getLowCardinalityKeyValues()).containsExactlyInAnyOrder(KeyValue.of("outcome", "written"),
					KeyValue.of("settled", "false"), KeyValue.of("limit", "none"));
			assertThat(first.getHighCardinalityKeyValues()).contains(KeyValue.of("bucket", RunningApplication.BUCKET),
					KeyValue.of("key", "log"), KeyValue.of("bytes", "4"));
			assertThat(appends.get(2).getLowCardinalityKeyValues()).contains(KeyValue.of("limit", "rewrite"));
			assertThat(appends.get(3).getError()).isInstanceOf(AppendException.class);
			assertThat(appends.get(3).getLowCardinalityKeyValues()).contains(KeyValue.of("outcome", "not-written"));
			assertThat(count(application, "s3express.appends", "success")).isEqualTo(4);
			assertThat(count(application, "s3express.appends", "failure")).isOne();
			assertThat(count(application, "s3express.append.bytes")).isEqualTo(13);
			assertThat(count(application, "s3express.append.rewrites")).isOne();
			assertThat(count(application, "s3express.append.settled")).isZero();
		}
	}

	@Test
	void appendsWhenApplicationHasAConventionShouldUseIt() throws IOException {
		try (RunningApplication application = RunningApplication.start(OwnConvention.class, ON_DEMAND)) {
			try (AppendWriter writer = application.bean(S3ExpressOperations.class)
				.append(RunningApplication.BUCKET, "log")) {
				writer.write(1);
			}
			assertThat(application.bean(Recorder.class).appends.get(0).getName()).isEqualTo("mine");
		}
	}

	private static double count(RunningApplication application, String meter, String... outcome) {
		var search = application.bean(MeterRegistry.class).get(meter).tag("bucket", RunningApplication.BUCKET);
		for (String value : outcome) {
			search.tag("outcome", value);
		}
		return search.functionCounter().count();
	}

	static class Recorder implements ObservationHandler<AppendContext> {

		private final List<AppendContext> appends = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(AppendContext context) {
			this.appends.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof AppendContext;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Recording {

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConvention extends Recording {

		@Bean
		AppendObservationConvention convention() {
			return new DefaultAppendObservationConvention() {

				@Override
				public String getName() {
					return "mine";
				}

			};
		}

	}

}
