/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.HashMap;
import java.util.Map;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.SessionPrincipal;

/**
 * A number of places, and how many of them a zone, a bucket or the owner of a request may
 * hold: whoever's calls hang holds no more than these. The last places are for others,
 * those of configured buckets first. Not thread safe: the gate's lock guards it.
 */
final class Places {

	private final int total;

	// What one bucket, or the owner of a request, may hold.
	private final int share;

	private final Map<String, Integer> zones = new HashMap<>();

	private final Map<String, Integer> unconfiguredByZone = new HashMap<>();

	private final Map<DirectoryBucketName, Integer> buckets = new HashMap<>();

	private final Map<SessionPrincipal, Integer> requesters = new HashMap<>();

	private int taken;

	private int unconfigured;

	private int requested;

	Places(int total) {
		this.total = total;
		this.share = Math.max(1, total / 4);
	}

	/**
	 * Whether there is a place for anybody.
	 */
	boolean hasRoom() {
		return this.taken < this.total;
	}

	/**
	 * Whether a zone can have one more place, whoever asks.
	 */
	boolean isOpenTo(GateCall call) {
		if (!hasRoom() || count(this.zones, call.zone()) >= this.total - this.total / 8) {
			return false;
		}
		return call.isConfigured() || (this.unconfigured < this.total - this.total / 8
				&& count(this.unconfiguredByZone, call.zone()) < this.total - this.total / 4);
	}

	/**
	 * Whether there is a place for a call.
	 */
	boolean hasRoomFor(GateCall call) {
		if (!isOpenTo(call)) {
			return false;
		}
		if (!call.isConfigured() && count(this.buckets, call.bucket()) >= this.share) {
			return false;
		}
		return !call.principal().isOfRequest() || (count(this.requesters, call.principal()) < this.share
				&& this.requested < Math.max(1, this.total / 2));
	}

	void take(GateCall call) {
		add(call, 1);
	}

	void giveBack(GateCall call) {
		add(call, -1);
	}

	int taken() {
		return this.taken;
	}

	private void add(GateCall call, int number) {
		this.taken += number;
		add(this.zones, call.zone(), number);
		add(this.buckets, call.bucket(), number);
		if (!call.isConfigured()) {
			this.unconfigured += number;
			add(this.unconfiguredByZone, call.zone(), number);
		}
		if (call.principal().isOfRequest()) {
			this.requested += number;
			add(this.requesters, call.principal(), number);
		}
	}

	static <K> int count(Map<K, Integer> counts, K key) {
		return counts.getOrDefault(key, 0);
	}

	// A count of zero is none, so that what has been counted is forgotten.
	static <K> void add(Map<K, Integer> counts, K key, int number) {
		if (counts.merge(key, number, Integer::sum) == 0) {
			counts.remove(key);
		}
	}

}
