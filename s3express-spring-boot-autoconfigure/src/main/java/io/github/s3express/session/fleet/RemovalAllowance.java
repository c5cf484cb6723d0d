/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How often this instance may remove sessions from the store: so often in a minute in
 * all, and of each key. An instance whose every request is refused by a fault of its own
 * cannot empty the store.
 */
final class RemovalAllowance {

	static final int IN_ALL = 30;

	static final int OF_ONE_KEY = 3;

	private static final long WINDOW = Duration.ofMinutes(1).toNanos();

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Integer> ofKey = new HashMap<>();

	private int inAll;

	private long begin;

	RemovalAllowance(long now) {
		this.begin = now;
	}

	/**
	 * Takes one.
	 * @return whether there was one left
	 */
	boolean take(String storeKey, long now) {
		this.lock.lock();
		try {
			if (now - this.begin >= WINDOW) {
				this.begin = now;
				this.inAll = 0;
				this.ofKey.clear();
			}
			if (this.inAll >= IN_ALL || this.ofKey.getOrDefault(storeKey, 0) >= OF_ONE_KEY) {
				return false;
			}
			this.inAll++;
			this.ofKey.merge(storeKey, 1, Integer::sum);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

}
