/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import io.github.s3express.local.operation.Injection;
import io.github.s3express.local.operation.Traffic;

/**
 * Counts requests and lets faults strike.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ServerTraffic implements Traffic {

	private final RequestCounters counters;

	private final Faults faults;

	ServerTraffic(RequestCounters counters, Faults faults) {
		this.counters = counters;
		this.faults = faults;
	}

	@Override
	public Injection received(String operation) {
		this.counters.increment(operation);
		return this.faults.next(operation);
	}

	@Override
	public void answered(Answered answered) {
	}

}
