/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.creation.CreateSessionPolicy;

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

	private static final String ACCESS_DENIED = "AccessDenied";

	private final S3ExpressSessionManager manager;

	private final ConfiguredBuckets buckets;

	private final CreateSessionPolicies policies;

	private final BooleanSupplier sessionsEnabled;

	private volatile boolean running;

	S3ExpressSessionLifecycle(S3ExpressSessionManager manager, ConfiguredBuckets buckets,
			CreateSessionPolicies policies, BooleanSupplier sessionsEnabled) {
		this.manager = manager;
		this.buckets = buckets;
		this.policies = policies;
		this.sessionsEnabled = sessionsEnabled;
	}

	@Override
	public void start() {
		this.manager.start();
		this.running = true;
		if (this.buckets.all().isEmpty() || !this.sessionsEnabled.getAsBoolean()) {
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
					required.add(new RequiredSession(bucket, key, session));
				}
			}
		}
		required.forEach(this::await);
	}

	private void await(RequiredSession required) {
		try {
			required.session().join();
		}
		catch (CompletionException ex) {
			throw new RequiredSessionException(required.bucket().id(), required.bucket().name(),
					policyFor(required.key(), ex.getCause()), ex.getCause());
		}
	}

	private @Nullable CreateSessionPolicy policyFor(SessionKey key, @Nullable Throwable cause) {
		boolean denied = cause instanceof S3ExpressSessionException refusal
				&& ACCESS_DENIED.equals(refusal.errorCode());
		return (cause != null && denied) ? this.policies.policy(key, cause.getMessage()) : null;
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
	 * @param key what the session is for
	 * @param session the session to come
	 */
	private record RequiredSession(ConfiguredBuckets.ConfiguredBucket bucket, SessionKey key,
			CompletableFuture<S3ExpressSession> session) {
	}

}
