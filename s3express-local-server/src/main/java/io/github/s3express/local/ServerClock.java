/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The server's time: another clock, set off.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ServerClock implements InstantSource {

	private final InstantSource source;

	private volatile Duration offset;

	ServerClock(InstantSource source, Duration offset) {
		this.source = source;
		this.offset = offset;
	}

	@Override
	public Instant instant() {
		return this.source.instant().plus(this.offset);
	}

	void setOffset(Duration offset) {
		this.offset = offset;
	}

}
