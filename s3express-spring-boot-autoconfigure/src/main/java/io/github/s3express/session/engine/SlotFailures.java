/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSessionException;

/**
 * What has gone wrong with a key since it last had a good session, and from when on it
 * may be tried again.
 *
 * @param last the last failure, or {@code null}
 * @param inARow creations that failed in a row
 * @param refusals sessions in a row that the service refused though they had never served
 * @param nextTry the first moment at which another creation is allowed. Says nothing if
 * there was no failure
 */
record SlotFailures(@Nullable S3ExpressSessionException last, int inARow, int refusals, long nextTry) {

	static final SlotFailures NONE = new SlotFailures(null, 0, 0, 0);

	/**
	 * The failure to answer with at present, instead of trying again.
	 */
	@Nullable S3ExpressSessionException standing(long now) {
		return (this.last != null && now - this.nextTry < 0) ? this.last : null;
	}

	SlotFailures and(S3ExpressSessionException failure, long tryAgainAt) {
		return new SlotFailures(failure, this.inARow + 1, this.refusals, tryAgainAt);
	}

	SlotFailures tryAgainAt(long moment) {
		return new SlotFailures(this.last, this.inARow, this.refusals, moment);
	}

	SlotFailures refusals(int count) {
		return new SlotFailures(this.last, this.inARow, count, this.nextTry);
	}

	/**
	 * The service refuses whatever it gives out.
	 */
	SlotFailures refused(S3ExpressSessionException failure, long tryAgainAt) {
		return new SlotFailures(failure, this.inARow, this.refusals, tryAgainAt);
	}

	/**
	 * A session has been made. Refusals are remembered: it may be refused as well.
	 */
	SlotFailures ended() {
		return new SlotFailures(null, 0, this.refusals, this.nextTry);
	}

}
