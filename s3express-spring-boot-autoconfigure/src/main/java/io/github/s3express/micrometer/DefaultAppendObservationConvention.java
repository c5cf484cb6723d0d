/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.util.Locale;

import io.micrometer.common.KeyValues;

import io.github.s3express.operations.AppendException;
import io.github.s3express.operations.AppendObserver.AppendEnd;

/**
 * The observation {@code s3express.append}. Low cardinality: {@code outcome} (what became
 * of the block: {@code written}, {@code not-written} or {@code unknown}), {@code settled}
 * (whether no answer said so, but the object itself), {@code limit} ({@code rewrite},
 * {@code roll-over} or {@code none}: what was done before since the object had as many
 * parts as it may have). High cardinality: {@code bucket}, {@code key}, {@code bytes}.
 */
public class DefaultAppendObservationConvention implements AppendObservationConvention {

	/**
	 * Name of the observation.
	 */
	public static final String NAME = "s3express.append";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(AppendContext context) {
		return "append " + context.getBucket();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(AppendContext context) {
		AppendEnd end = context.getEnd();
		if (end == null) {
			return KeyValues.of("outcome", "unknown", "settled", "false", "limit", "none");
		}
		return KeyValues.of("outcome", outcome(end), "settled", Boolean.toString(end.settled()), "limit", limit(end));
	}

	private static String outcome(AppendEnd end) {
		AppendException failure = end.failure();
		return (failure != null) ? failure.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-') : "written";
	}

	private static String limit(AppendEnd end) {
		if (end.rollovers() > 0) {
			return "roll-over";
		}
		return (end.rewrites() > 0) ? "rewrite" : "none";
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(AppendContext context) {
		return KeyValues.of("bucket", context.getBucket(), "key", context.getKey(), "bytes",
				Integer.toString(context.getBytes()));
	}

}
