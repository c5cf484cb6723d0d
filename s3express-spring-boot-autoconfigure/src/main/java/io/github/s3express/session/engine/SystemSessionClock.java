/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Instant;

import io.github.s3express.session.creation.SessionClock;

/**
 * The clocks of this machine.
 */
final class SystemSessionClock implements SessionClock {

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Instant instant() {
		return Instant.now();
	}

}
