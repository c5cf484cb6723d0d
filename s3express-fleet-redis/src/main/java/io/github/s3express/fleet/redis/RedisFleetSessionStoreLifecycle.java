/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;

/**
 * Lets the store connect before the application asks for its first sessions, which the
 * fleet may have already. A server that refuses costs nothing, one that hangs a second.
 * <p>
 * Ends the store's connections before the connection factory shuts its client down,
 * whatever phase that has: Spring stops first what depends on a bean.
 */
class RedisFleetSessionStoreLifecycle implements SmartLifecycle {

	/**
	 * Before sessions of configured buckets are made.
	 */
	static final int PHASE = -2048;

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final RedisFleetSessionStore store;

	private volatile boolean running;

	RedisFleetSessionStoreLifecycle(RedisFleetSessionStore store) {
		this.store = store;
	}

	@Override
	public void start() {
		this.store.resume();
		this.store.awaitConnection(PATIENCE);
		this.running = true;
	}

	@Override
	public void stop() {
		this.store.stop();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
