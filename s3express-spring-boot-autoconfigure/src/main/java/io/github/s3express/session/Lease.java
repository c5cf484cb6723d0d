/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;

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

	private Lease(S3ExpressSession session, long refreshAt, long servesUntil, long expires, boolean shorterThanAsked) {
		this.session = session;
		this.refreshAt = refreshAt;
		this.servesUntil = servesUntil;
		this.expires = expires;
		this.shorterThanAsked = shorterThanAsked;
	}

	/**
	 * Reckons the moments of a session.
	 * @param session the session
	 * @param policy how long it serves and when it is replaced
	 * @param chance a random number from 0 to 1
	 * @param madeWithOthers whether many like it may have been made at this moment, here
	 * and elsewhere
	 * @param minimumLife how long it should have lived at least
	 */
	static Lease of(S3ExpressSession session, RefreshPolicy policy, double chance, boolean madeWithOthers,
			Duration minimumLife) {
		long received = session.receivedNanos();
		Duration life = session.life();
		if (life.compareTo(LONGEST_LIFE_RECKONED) > 0) {
			life = LONGEST_LIFE_RECKONED;
		}
		Duration refresh = madeWithOthers ? policy.firstRefreshAfter(life, chance) : policy.refreshAfter(life, chance);
		return new Lease(session, received + refresh.toNanos(), received + policy.servesFor(life).toNanos(),
				received + life.toNanos(), session.life().compareTo(minimumLife) < 0);
	}

	/**
	 * The same session without its threshold, to be used when it cannot be replaced.
	 */
	Lease toItsEnd() {
		return new Lease(this.session, this.refreshAt, this.expires, this.expires, this.shorterThanAsked);
	}

	boolean serves(long now) {
		return now - this.servesUntil < 0;
	}

}
