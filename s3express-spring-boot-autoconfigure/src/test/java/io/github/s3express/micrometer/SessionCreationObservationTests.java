/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.testing.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Observations of sessions' creations in a running application.
 */
class SessionCreationObservationTests {

	private static final String COLD = "s3express.buckets.orders.warm-up=false";

	@Test
	void creationWhenARequestWaitsForItShouldBeObservedAsPartOfThatRequest() {
		try (RunningApplication application = RunningApplication.start(Recording.class, COLD)) {
			Observation request = Observation.start("request", application.bean(ObservationRegistry.class));
			try (Observation.Scope scope = request.openScope()) {
				application.put(RunningApplication.BUCKET);
			}
			request.stop();
			SessionCreationContext creation = application.bean(Recorder.class).first();
			assertThat(creation.getName()).isEqualTo("s3express.session.create");
			assertThat(creation.getParentObservation()).isSameAs(request);
			assertThat(creation.getLowCardinalityKeyValues()).contains(KeyValue.of("mode", "default"),
					KeyValue.of("outcome", "success"), KeyValue.of("error.code", "none"));
			assertThat(creation.getHighCardinalityKeyValues())
				.contains(KeyValue.of("bucket", RunningApplication.BUCKET));
		}
	}

	@Test
	void creationWhenItFailsShouldTellTheServicesErrorCode() {
		try (RunningApplication application = RunningApplication.start(Recording.class, COLD)) {
			application.server().faults().on("CreateSession").error(403, "AccessDenied");
			assertThatException().isThrownBy(() -> application.put(RunningApplication.BUCKET));
			SessionCreationContext creation = application.bean(Recorder.class).first();
			assertThat(creation.getLowCardinalityKeyValues()).contains(KeyValue.of("outcome", "failure"),
					KeyValue.of("error.code", "AccessDenied"));
			assertThat(creation.getHighCardinalityKeyValue("request.id").getValue()).isNotEqualTo("none");
		}
	}

	@Test
	void creationWhenApplicationHasAConventionShouldUseIt() {
		try (RunningApplication application = RunningApplication.start(OwnConvention.class, COLD)) {
			application.put(RunningApplication.BUCKET);
			assertThat(application.bean(Recorder.class).first().getName()).isEqualTo("mine");
		}
	}

	@Test
	void creationWhenTheApplicationClosesMeanwhileShouldHaveEndedAsFailed() {
		Recorder recorder;
		try (RunningApplication application = RunningApplication.start(Recording.class, COLD)) {
			recorder = application.bean(Recorder.class);
			application.server().faults().on("CreateSession").latency(Duration.ofMinutes(1));
			S3ExpressSessionManager manager = application.bean(S3ExpressSessionManager.class);
			manager.keys(RunningApplication.BUCKET).forEach(manager::getAsync);
			Awaitility.await().until(() -> application.server().counters().count("CreateSession") == 1);
			assertThat(recorder.creations).isEmpty();
		}
		assertThat(recorder.creations).singleElement().satisfies((creation) -> {
			assertThat(creation.getError()).hasMessageContaining("has been stopped");
			assertThat(creation.getLowCardinalityKeyValues()).contains(KeyValue.of("outcome", "failure"));
		});
	}

	static class Recorder implements ObservationHandler<SessionCreationContext> {

		private final List<SessionCreationContext> creations = new CopyOnWriteArrayList<>();

		// Who waits for a session is answered before observers are.
		SessionCreationContext first() {
			Awaitility.await().until(() -> !this.creations.isEmpty());
			return this.creations.get(0);
		}

		@Override
		public void onStop(SessionCreationContext context) {
			this.creations.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof SessionCreationContext;
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
		SessionCreationObservationConvention convention() {
			return new DefaultSessionCreationObservationConvention() {

				@Override
				public String getName() {
					return "mine";
				}

			};
		}

	}

}
