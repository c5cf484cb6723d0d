/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.function.UnaryOperator;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.creation.CreationRequest;

/**
 * How long a creation may wait before a session is made without the fleet.
 */
final class FleetPatience {

	// The other half is for CreateSession, which may fail too.
	private static final int SHARE_OF_TIME_LEFT = 2;

	private final FleetTiming timing;

	private final CreationRequest request;

	private final UnaryOperator<Duration> servesFor;

	// Until when the store may be away.
	private final long end;

	FleetPatience(FleetTiming timing, CreationRequest request, UnaryOperator<Duration> servesFor, long now) {
		this.timing = timing;
		this.request = request;
		this.servesFor = servesFor;
		Duration share = stillServes(now).dividedBy(SHARE_OF_TIME_LEFT);
		Duration most = timing.patienceInRefresh();
		this.end = now + ((share.compareTo(most) < 0) ? share : most).toNanos();
	}

	/**
	 * For how long to wait for another instance that makes the session, in all.
	 */
	Duration withAnother(long now) {
		return stillServes(now).isZero() ? this.timing.patience() : this.timing.patienceInRefresh();
	}

	/**
	 * Whether a store that does not answer may be asked once more. No caller waits for
	 * that, now or soon: the old session still serves, for long enough to make a new one.
	 */
	boolean hasTimeForStore(long now) {
		return now - this.end < 0 && !this.request.awaited().getAsBoolean();
	}

	// How much longer the session that is to be replaced serves.
	private Duration stillServes(long now) {
		S3ExpressSession held = this.request.held();
		if (held == null) {
			return Duration.ZERO;
		}
		Duration life = held.life();
		Duration left = held.left(now).minus(life.minus(this.servesFor.apply(life)));
		return left.isNegative() ? Duration.ZERO : left;
	}

}
