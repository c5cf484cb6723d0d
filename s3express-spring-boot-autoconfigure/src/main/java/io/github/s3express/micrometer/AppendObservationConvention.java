/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of an append and its key values. A bean of this type takes the
 * place of {@link DefaultAppendObservationConvention}.
 */
public interface AppendObservationConvention extends ObservationConvention<AppendContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof AppendContext;
	}

}
