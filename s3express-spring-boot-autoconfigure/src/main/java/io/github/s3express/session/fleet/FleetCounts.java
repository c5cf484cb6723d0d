/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.util.concurrent.atomic.LongAdder;

import io.github.s3express.session.FleetSnapshot;

/**
 * What sharing did since the manager was made.
 */
final class FleetCounts {

	final LongAdder taken = new LongAdder();

	final LongAdder made = new LongAdder();

	final LongAdder leases = new LongAdder();

	final LongAdder storeFailures = new LongAdder();

	final LongAdder undecipherable = new LongAdder();

	final LongAdder removed = new LongAdder();

	FleetSnapshot snapshot(FleetBreaker breaker) {
		return new FleetSnapshot(!breaker.isOpen(), this.taken.sum(), this.made.sum(), this.leases.sum(),
				this.storeFailures.sum(), this.undecipherable.sum(), this.removed.sum(), breaker.lastFailure());
	}

}
