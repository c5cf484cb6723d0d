/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.concurrent.atomic.LongAdder;

import io.github.s3express.session.SessionLookups;

/**
 * Counts look-ups.
 */
final class LookupCounter {

	private final LongAdder hits = new LongAdder();

	private final LongAdder waits = new LongAdder();

	private final LongAdder errors = new LongAdder();

	void hit() {
		this.hits.increment();
	}

	void waited(boolean inVain) {
		(inVain ? this.errors : this.waits).increment();
	}

	SessionLookups counts() {
		return new SessionLookups(this.hits.sum(), this.waits.sum(), this.errors.sum());
	}

}
