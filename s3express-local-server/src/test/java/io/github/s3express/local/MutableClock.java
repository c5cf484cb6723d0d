/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that a test moves.
 *
 * @author The S3 Express Spring Boot authors
 */
final class MutableClock implements InstantSource {

	private volatile Instant now = Instant.parse("2026-11-22T03:00:00.250Z");

	@Override
	public Instant instant() {
		return this.now;
	}

	void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

}
