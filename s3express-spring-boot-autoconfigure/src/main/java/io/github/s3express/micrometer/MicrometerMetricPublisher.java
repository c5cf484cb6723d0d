/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Turns what the AWS SDK measures of a call into meters: how long calls take, how often
 * the SDK tries again, how long signing takes, the wait for a session included. Clients
 * may share one.
 */
public final class MicrometerMetricPublisher implements MetricPublisher {

	static final String CALLS = "s3express.sdk.calls";

	static final String RETRIES = "s3express.sdk.retries";

	static final String SIGNING = "s3express.sdk.signing";

	private final MeterRegistry registry;

	/**
	 * Creates the publisher.
	 * @param registry takes the meters
	 */
	public MicrometerMetricPublisher(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void publish(MetricCollection call) {
		String operation = first(call, CoreMetric.OPERATION_NAME);
		Duration took = first(call, CoreMetric.API_CALL_DURATION);
		if (operation == null || took == null) {
			return;
		}
		boolean successful = Boolean.TRUE.equals(first(call, CoreMetric.API_CALL_SUCCESSFUL));
		Timer.builder(CALLS)
			.description("Calls of the S3 clients, with the SDK's own retries")
			.tag("operation", operation)
			.tag("outcome", successful ? "success" : "failure")
			.register(this.registry)
			.record(took);
		Integer retries = first(call, CoreMetric.RETRY_COUNT);
		Counter.builder(RETRIES)
			.description("Attempts that the SDK made after a first one that failed")
			.baseUnit("retries")
			.tag("operation", operation)
			.register(this.registry)
			.increment((retries != null) ? retries : 0);
		call.children().forEach((attempt) -> publishAttempt(operation, attempt));
	}

	private void publishAttempt(String operation, MetricCollection attempt) {
		Duration signing = first(attempt, CoreMetric.SIGNING_DURATION);
		if (signing != null) {
			Timer.builder(SIGNING)
				.description("Signing of requests, with the wait for a session")
				.tag("operation", operation)
				.register(this.registry)
				.record(signing);
		}
	}

	private static <T> @Nullable T first(MetricCollection metrics, SdkMetric<T> metric) {
		List<T> values = metrics.metricValues(metric);
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * Does nothing: the registry is not the publisher's, and other clients may go on.
	 */
	@Override
	public void close() {
	}

}
