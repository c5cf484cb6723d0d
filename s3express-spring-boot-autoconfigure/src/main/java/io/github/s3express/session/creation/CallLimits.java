/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;

import io.github.s3express.session.SessionLimits;

/**
 * How many calls of CreateSession are let through, and how long each may take.
 *
 * @param places how many calls go on at a time. As many again may be under way that have
 * stepped aside because they take long, and as many again whose answers are late
 * @param callTimeout after how long the next try begins, whatever becomes of the call
 * @param longestCall how long a call may take that is the first of its creation: its
 * answer may come late, but is better than none
 */
public record CallLimits(int places, Duration callTimeout, Duration longestCall) {

	// Some tens of the milliseconds that the service takes when it is well.
	private static final int SHARE_OF_TIMEOUT_IN_PLACE = 10;

	/**
	 * The limits of calls that the limits of sessions allow.
	 * @param limits the limits of sessions
	 * @return the limits of calls
	 */
	public static CallLimits of(SessionLimits limits) {
		return new CallLimits(limits.maxConcurrentCreations(), limits.callTimeout(), longestCall(limits));
	}

	private static Duration longestCall(SessionLimits limits) {
		Duration someTries = limits.callTimeout().multipliedBy(5);
		return (someTries.compareTo(limits.createTimeout()) > 0) ? someTries : limits.createTimeout();
	}

	/**
	 * After how long a call that is not answered makes room for another.
	 */
	Duration timeInPlace() {
		return this.callTimeout.dividedBy(SHARE_OF_TIMEOUT_IN_PLACE);
	}

	/**
	 * How many calls, late ones included, are under way at the most.
	 * @return four times the number of places
	 */
	public int mostCalls() {
		return this.places * 4;
	}

	/**
	 * How many connections these calls need.
	 * @return as many as there may be calls that break off when they are told to
	 */
	public int connections() {
		return this.places * 3;
	}

}
