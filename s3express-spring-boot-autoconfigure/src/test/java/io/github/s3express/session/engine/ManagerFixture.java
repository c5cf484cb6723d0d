/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.creation.CallLimits;
import io.github.s3express.session.creation.CreationFixture;
import io.github.s3express.session.creation.CreationGate;
import io.github.s3express.session.creation.RetryingSessionCreator;
import io.github.s3express.session.creation.SessionCreator;

/**
 * A manager in virtual time with a scripted service.
 */
final class ManagerFixture extends CreationFixture {

	static final Duration LIFE = Duration.ofMinutes(5);

	// A window of 75 s without jitter, so that the moment of a refresh is known.
	static final RefreshPolicy POLICY = new RefreshPolicy(Duration.ofSeconds(75), 0, Duration.ofSeconds(5),
			Duration.ofMinutes(10));

	static final Duration REFRESH_AFTER = Duration.ofSeconds(225);

	static final Duration SERVES_FOR = Duration.ofSeconds(295);

	final List<SessionEvent> events = new ArrayList<>();

	private RefreshPolicy policy = POLICY;

	private SessionLimits limits = SessionLimits.DEFAULT;

	private SessionModeStrategy mode = SessionModeStrategy.DEFAULT;

	private List<BucketSettings> buckets = List.of();

	private RandomGenerator random = HALF;

	private boolean gated;

	// Whoever makes sessions here has no credentials that he could tell it of.
	final CredentialsWatch credentials = new CredentialsWatch(Runnable::run);

	private Executor continuations = Runnable::run;

	ManagerFixture policy(RefreshPolicy policy) {
		this.policy = policy;
		return this;
	}

	ManagerFixture limits(SessionLimits limits) {
		this.limits = limits;
		return this;
	}

	ManagerFixture maxSessions(int max) {
		return limits(new SessionLimits(Duration.ofSeconds(10), max, 16));
	}

	ManagerFixture mode(SessionModeStrategy mode) {
		this.mode = mode;
		return this;
	}

	ManagerFixture random(RandomGenerator random) {
		this.random = random;
		return this;
	}

	ManagerFixture keptWarm(String... names) {
		return configured(true, names);
	}

	ManagerFixture configured(boolean keepWarm, String... names) {
		List<BucketSettings> all = new ArrayList<>(this.buckets);
		for (String name : names) {
			all.add(new BucketSettings(new DirectoryBucketName(name), null, keepWarm,
					SessionEncryption.BUCKET_DEFAULT));
		}
		this.buckets = all;
		return this;
	}

	ManagerFixture continuations(Executor continuations) {
		this.continuations = continuations;
		return this;
	}

	/**
	 * Lets creations pass the gate and be tried again, as an application's do.
	 */
	ManagerFixture gated() {
		this.gated = true;
		return this;
	}

	private SessionCreator creations() {
		return this.gated ? new RetryingSessionCreator(
				new CreationGate(this.creator, CallLimits.of(this.limits), this.time, this.time), CreationRetry.DEFAULT,
				this.time, this.random) : this.creator;
	}

	DefaultS3ExpressSessionManager start() {
		SessionEvents published = new SessionEvents();
		published.addListener(this.events::add);
		BucketCatalog catalog = new BucketCatalog(this.buckets, this.mode);
		return new DefaultS3ExpressSessionManager(catalog, this.principal, this.limits, published, () -> {
			SlotContext context = new SlotContext(creations(), new SlotTiming(this.policy), this.time, this.time,
					this.random, published, Runnable::run, this.credentials);
			return new SessionRun(new SessionSlots(this.limits.maxSessions(), context), this.time, this.continuations,
					() -> {
					});
		});
	}

	List<String> eventNames() {
		return this.events.stream().map((event) -> event.getClass().getSimpleName()).toList();
	}

	static SessionPrincipal request(String accessKeyId) {
		return SessionPrincipal.of(AwsBasicCredentials.create(accessKeyId, "secret"));
	}

}
