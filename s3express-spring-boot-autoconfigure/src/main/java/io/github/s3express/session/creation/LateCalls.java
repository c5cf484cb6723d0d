/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.HashMap;
import java.util.Map;

import io.github.s3express.session.SessionKey;

/**
 * Calls that were given up and have not ended: their answers are late, or they hang where
 * nothing can break them off, such as in a credentials provider. Each holds a thread, so
 * a key, the owners of requests, and a zone may have so many, and get no further call.
 * Not thread safe: the gate's lock guards it.
 */
final class LateCalls {

	private final int places;

	private final int mostPerKey;

	private final Map<SessionKey, Integer> keys = new HashMap<>();

	private final Map<String, Integer> zones = new HashMap<>();

	private int requested;

	private int all;

	LateCalls(int places) {
		this.places = places;
		this.mostPerKey = Math.max(3, places / 4);
	}

	/**
	 * Whether there is no further call for a key.
	 */
	boolean refuses(GateCall call) {
		if (this.all < this.mostPerKey) {
			return false;
		}
		return Places.count(this.keys, call.request().key()) >= this.mostPerKey
				|| (call.principal().isOfRequest() && this.requested >= this.places)
				|| Places.count(this.zones, call.zone()) >= 2 * this.places;
	}

	void add(GateCall call) {
		count(call, 1);
	}

	void remove(GateCall call) {
		count(call, -1);
	}

	int all() {
		return this.all;
	}

	private void count(GateCall call, int number) {
		this.all += number;
		Places.add(this.keys, call.request().key(), number);
		Places.add(this.zones, call.zone(), number);
		if (call.principal().isOfRequest()) {
			this.requested += number;
		}
	}

}
