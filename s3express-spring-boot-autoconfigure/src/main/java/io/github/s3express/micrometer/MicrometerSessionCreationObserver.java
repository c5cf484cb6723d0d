/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.s3express.session.SessionCreationObserver;
import io.github.s3express.session.SessionKey;

/**
 * Observes creations of sessions. A creation that a request waits for is observed as part
 * of that request; a refresh stands for itself.
 */
public final class MicrometerSessionCreationObserver implements SessionCreationObserver {

	private static final SessionCreationObservationConvention DEFAULT = new DefaultSessionCreationObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable SessionCreationObservationConvention convention;

	/**
	 * Creates the observer.
	 * @param registry takes the observations
	 * @param convention the application's convention, or {@code null} for the default
	 */
	public MicrometerSessionCreationObserver(ObservationRegistry registry,
			@Nullable SessionCreationObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public Creation started(SessionKey key) {
		Observation observation = Observation
			.createNotStarted(this.convention, DEFAULT, () -> new SessionCreationContext(key), this.registry)
			.start();
		return (failure) -> {
			if (failure != null) {
				observation.error(failure);
			}
			observation.stop();
		};
	}

}
