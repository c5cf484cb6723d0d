/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.github.s3express.session.FleetMark;

/**
 * The sessions that this instance saw refused. Of each key the last few: the store keeps
 * but one, and none that is older than the one it has kept.
 */
final class RefusedVersions {

	private static final int OF_ONE_KEY = 8;

	private static final int MOST_KEYS = 10_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Deque<String>> versions = new LinkedHashMap<>();

	void add(FleetMark mark) {
		this.lock.lock();
		try {
			// Out and in again: the keys whose last refusal is longest ago go first.
			Deque<String> known = this.versions.remove(mark.storeKey());
			Deque<String> ofKey = (known != null) ? known : new ArrayDeque<>(1);
			if (!ofKey.contains(mark.version())) {
				ofKey.addLast(mark.version());
			}
			if (ofKey.size() > OF_ONE_KEY) {
				ofKey.removeFirst();
			}
			this.versions.put(mark.storeKey(), ofKey);
			if (this.versions.size() > MOST_KEYS) {
				this.versions.remove(this.versions.keySet().iterator().next());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	Set<String> of(String storeKey) {
		this.lock.lock();
		try {
			Deque<String> known = this.versions.get(storeKey);
			return (known != null) ? Set.copyOf(known) : Set.of();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean contains(String storeKey, String version) {
		return of(storeKey).contains(version);
	}

}
