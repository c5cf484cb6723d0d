/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import org.jspecify.annotations.Nullable;

/**
 * What has gone wrong with a key since it last had a good session, and from when on it
 * may be tried again. Not thread safe: its slot's lock guards it.
 */
final class SlotFailures {

	private static final int REFUSALS_ANSWERED_AT_ONCE = 2;

	private @Nullable S3ExpressSessionException last;

	private int inARow;

	private int refusals;

	private long nextTry;

	/**
	 * The last failure.
	 */
	@Nullable S3ExpressSessionException last() {
		return this.last;
	}

	int inARow() {
		return this.inARow;
	}

	/**
	 * The first moment at which another creation is allowed. Says nothing if there was no
	 * failure.
	 */
	long nextTry() {
		return this.nextTry;
	}

	/**
	 * The failure to answer with at present, instead of trying again.
	 */
	@Nullable S3ExpressSessionException standing(long now) {
		return (this.last != null && now - this.nextTry < 0) ? this.last : null;
	}

	int count(S3ExpressSessionException failure) {
		this.last = failure;
		return ++this.inARow;
	}

	void tryAgainAt(long moment) {
		this.nextTry = moment;
	}

	/**
	 * The service refused a session that it gave out.
	 * @param key what the session is for
	 * @param soon whether the session was still young
	 * @param now the present moment
	 * @param context knows how long to wait
	 */
	void refused(SessionKey key, boolean soon, long now, SlotContext context) {
		this.refusals = soon ? this.refusals + 1 : 1;
		int surplus = this.refusals - REFUSALS_ANSWERED_AT_ONCE;
		if (surplus <= 0) {
			// The wait after a failed refresh was meant for a key that has a session.
			this.nextTry = now;
			return;
		}
		// The service refuses whatever it gives out: slow down instead of looping.
		this.last = new S3ExpressSessionException(key,
				"No session for %s: the service refused the last %d sessions that it gave out".formatted(key.bucket(),
						this.refusals),
				null);
		this.nextTry = now + context.policy().retryWithoutSessionAfter(surplus, true, context.chance()).toNanos();
	}

	/**
	 * A session has been made. Refusals are remembered: it may be refused as well.
	 */
	void ended() {
		this.last = null;
		this.inARow = 0;
	}

	void forget() {
		ended();
		this.refusals = 0;
	}

}
