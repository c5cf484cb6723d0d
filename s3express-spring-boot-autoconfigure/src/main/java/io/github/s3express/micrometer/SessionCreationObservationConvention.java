/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a session's creation and its key values. A bean of this type
 * takes the place of {@link DefaultSessionCreationObservationConvention}.
 */
public interface SessionCreationObservationConvention extends ObservationConvention<SessionCreationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof SessionCreationContext;
	}

}
