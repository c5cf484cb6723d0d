/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.s3express.operations.AppendObserver;

/**
 * Observes each append, as part of what the thread that sends it does.
 */
public final class MicrometerAppendObserver implements AppendObserver {

	private static final AppendObservationConvention DEFAULT = new DefaultAppendObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable AppendObservationConvention convention;

	/**
	 * Creates the observer.
	 * @param registry takes the observations
	 * @param convention the application's convention, or {@code null} for the default
	 */
	public MicrometerAppendObserver(ObservationRegistry registry, @Nullable AppendObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public Appending started(String bucket, String key, int bytes) {
		AppendContext context = new AppendContext(bucket, key, bytes);
		Observation observation = Observation.createNotStarted(this.convention, DEFAULT, () -> context, this.registry)
			.start();
		return (end) -> {
			context.setEnd(end);
			if (end.failure() != null) {
				observation.error(end.failure());
			}
			observation.stop();
		};
	}

}
