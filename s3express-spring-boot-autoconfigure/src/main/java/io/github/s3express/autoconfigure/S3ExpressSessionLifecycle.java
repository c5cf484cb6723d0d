/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.springframework.context.SmartLifecycle;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;

/**
 * Starts the session manager before whatever may ask it for sessions, and stops it after.
 * Sessions of configured buckets are made in parallel while the application starts; only
 * required ones hold up the start.
 */
class S3ExpressSessionLifecycle implements SmartLifecycle {

	/**
	 * Before message listeners, web servers and everything else with a default phase.
	 */
	static final int PHASE = -1024;

	private final S3ExpressSessionManager manager;

	private final ConfiguredBuckets buckets;

	private final boolean sessionsEnabled;

	private volatile boolean running;

	S3ExpressSessionLifecycle(S3ExpressSessionManager manager, ConfiguredBuckets buckets, boolean sessionsEnabled) {
		this.manager = manager;
		this.buckets = buckets;
		this.sessionsEnabled = sessionsEnabled;
	}

	@Override
	public void start() {
		this.manager.start();
		this.running = true;
		if (!this.sessionsEnabled) {
			return;
		}
		List<RequiredSession> required = new ArrayList<>();
		for (ConfiguredBuckets.ConfiguredBucket bucket : this.buckets.all()) {
			boolean isRequired = bucket.properties().isRequired();
			if (!bucket.properties().isWarmUp() && !isRequired) {
				continue;
			}
			for (SessionKey key : this.manager.keys(bucket.name().value())) {
				CompletableFuture<S3ExpressSession> session = this.manager.getAsync(key);
				if (isRequired) {
					required.add(new RequiredSession(bucket, session));
				}
			}
		}
		required.forEach(RequiredSession::await);
	}

	@Override
	public void stop() {
		this.running = false;
		this.manager.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * A session without which the application does not start.
	 *
	 * @param bucket its bucket
	 * @param session the session to come
	 */
	private record RequiredSession(ConfiguredBuckets.ConfiguredBucket bucket,
			CompletableFuture<S3ExpressSession> session) {

		private void await() {
			try {
				this.session.join();
			}
			catch (CompletionException ex) {
				throw new RequiredSessionException(this.bucket.id(), this.bucket.name(), ex.getCause());
			}
		}

	}

}
