/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.FleetMark;
import io.github.s3express.session.S3ExpressSession;

/**
 * A session with its moments on the monotonic clock. Fields instead of a record's
 * accessors: this is what the hot path reads.
 */
final class Lease {

	// A stand-in for the service may give out sessions that last for centuries, more than
	// nanoseconds can count.
	private static final Duration LONGEST_LIFE_RECKONED = Duration.ofDays(1);

	final S3ExpressSession session;

	final long refreshAt;

	final long servesUntil;

	final long expires;

	final boolean shorterThanAsked;

	// When its creation started: a use since then is a use of this session.
	final long asked;

	// Whether the service took it for good in a request.
	final boolean served;

	private Lease(S3ExpressSession session, long refreshAt, long servesUntil, long expires, boolean shorterThanAsked,
			long asked, boolean served) {
		this.session = session;
		this.refreshAt = refreshAt;
		this.servesUntil = servesUntil;
		this.expires = expires;
		this.shorterThanAsked = shorterThanAsked;
		this.asked = asked;
		this.served = served;
	}

	/**
	 * Reckons the moments of a session.
	 * @param session the session
	 * @param timing how long it serves and when it is replaced
	 * @param chance a random number from 0 to 1
	 * @param madeWithOthers whether many like it may have been made at this moment, here
	 * and elsewhere
	 * @param creation what made it
	 */
	static Lease of(S3ExpressSession session, SlotTiming timing, double chance, boolean madeWithOthers,
			SlotCreation creation) {
		long received = session.receivedNanos();
		Duration life = session.life();
		if (life.compareTo(LONGEST_LIFE_RECKONED) > 0) {
			life = LONGEST_LIFE_RECKONED;
		}
		Duration refresh = refreshAfter(session.fleetMark(), life, timing, chance, madeWithOthers);
		return new Lease(session, received + refresh.toNanos(), received + timing.servesFor(life).toNanos(),
				received + life.toNanos(), session.life().compareTo(creation.minimumLife()) < 0, creation.startAt(),
				false);
	}

	private static Duration refreshAfter(@Nullable FleetMark shared, Duration life, SlotTiming timing, double chance,
			boolean madeWithOthers) {
		if (shared != null) {
			return timing.sharedRefreshAfter(life, shared.madeWithOthers(), shared.chance(), chance);
		}
		return madeWithOthers ? timing.firstRefreshAfter(life, chance) : timing.refreshAfter(life, chance);
	}

	/**
	 * The same session without its threshold, to be used when it cannot be replaced.
	 */
	Lease toItsEnd() {
		if (this.servesUntil == this.expires) {
			return this;
		}
		return new Lease(this.session, this.refreshAt, this.expires, this.expires, this.shorterThanAsked, this.asked,
				this.served);
	}

	/**
	 * The same session once it has served.
	 */
	Lease thatServed() {
		return new Lease(this.session, this.refreshAt, this.servesUntil, this.expires, this.shorterThanAsked,
				this.asked, true);
	}

	boolean serves(long now) {
		return now - this.servesUntil < 0;
	}

}
