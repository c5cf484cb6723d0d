/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.operation.Injection;
import io.github.s3express.local.operation.Traffic;

/**
 * Counts and remembers requests, and lets faults strike.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ServerTraffic implements Traffic {

	private final RequestCounters counters;

	private final Faults faults;

	private final RequestLog log;

	ServerTraffic(RequestCounters counters, Faults faults, RequestLog log) {
		this.counters = counters;
		this.faults = faults;
		this.log = log;
	}

	@Override
	public Injection received(String operation, @Nullable String bucket) {
		this.counters.increment(operation);
		return this.faults.next(operation, bucket);
	}

	@Override
	public void answered(Answered answered) {
		this.log.add(new RecordedRequest(answered.at(), answered.operation(), answered.method(), answered.bucket(),
				answered.key(), answered.accessKeyId(), answered.status(), answered.errorCode(), answered.requestId(),
				answered.duration()));
	}

}
