/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.util.Locale;

import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSessionException;

/**
 * The observation {@code s3express.session.create}. Low cardinality: {@code mode},
 * {@code outcome} ({@code success} or {@code failure}), {@code error.code} (the service's
 * error code, or {@code none}). High cardinality: {@code bucket}, {@code request.id} (of
 * a failed CreateSession, or {@code none}).
 */
public class DefaultSessionCreationObservationConvention implements SessionCreationObservationConvention {

	/**
	 * Name of the observation.
	 */
	public static final String NAME = "s3express.session.create";

	private static final String NONE = "none";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(SessionCreationContext context) {
		return "create session " + context.getKey().bucket();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(SessionCreationContext context) {
		S3ExpressSessionException failure = failure(context);
		return KeyValues.of("mode", context.getKey().mode().name().toLowerCase(Locale.ROOT).replace('_', '-'),
				"outcome", (context.getError() != null) ? "failure" : "success", "error.code",
				orNone((failure != null) ? failure.errorCode() : null));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(SessionCreationContext context) {
		S3ExpressSessionException failure = failure(context);
		return KeyValues.of("bucket", context.getKey().bucket().value(), "request.id",
				orNone((failure != null) ? failure.requestId() : null));
	}

	private static @Nullable S3ExpressSessionException failure(SessionCreationContext context) {
		return (context.getError() instanceof S3ExpressSessionException failure) ? failure : null;
	}

	private static String orNone(@Nullable String value) {
		return (value != null) ? value : NONE;
	}

}
