/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A manager in virtual time with a scripted service.
 */
final class ManagerFixture {

	static final String BUCKET = "logs--use1-az4--x-s3";

	static final Duration LIFE = Duration.ofMinutes(5);

	// A window of 75 s without jitter, so that the moment of a refresh is known.
	static final RefreshPolicy POLICY = new RefreshPolicy(Duration.ofSeconds(75), 0, Duration.ofSeconds(5),
			Duration.ofMinutes(10));

	static final Duration REFRESH_AFTER = Duration.ofSeconds(225);

	static final Duration SERVES_FOR = Duration.ofSeconds(295);

	// Half of whatever is left to chance.
	static final RandomGenerator HALF = () -> Long.MIN_VALUE;

	final VirtualTime time = new VirtualTime();

	final ScriptedCreator creator = new ScriptedCreator(this.time);

	final SessionPrincipal principal = SessionPrincipal.of(AnonymousCredentialsProvider.create());

	final List<SessionEvent> events = new ArrayList<>();

	private RefreshPolicy policy = POLICY;

	private SessionLimits limits = SessionLimits.DEFAULT;

	private SessionModeStrategy mode = SessionModeStrategy.DEFAULT;

	private List<BucketSettings> buckets = List.of();

	private RandomGenerator random = HALF;

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

	DefaultS3ExpressSessionManager start() {
		SessionEvents published = new SessionEvents();
		published.addListener(this.events::add);
		BucketCatalog catalog = new BucketCatalog(this.buckets, this.mode);
		return new DefaultS3ExpressSessionManager(catalog, this.principal, this.limits, published, () -> {
			SlotContext context = new SlotContext(this.creator, this.policy, this.time, this.time, this.random,
					published, Runnable::run);
			return new SessionRun(new SessionSlots(this.limits.maxSessions(), context), this.time, Runnable::run,
					() -> {
					});
		});
	}

	SessionKey key() {
		return key(BUCKET);
	}

	SessionKey key(String bucket) {
		return new SessionKey(new DirectoryBucketName(bucket), SessionMode.DEFAULT, this.principal);
	}

	static String bucket(int number) {
		return "bucket-" + number + "--use1-az4--x-s3";
	}

	List<String> eventNames() {
		return this.events.stream().map((event) -> event.getClass().getSimpleName()).toList();
	}

	static SessionPrincipal request(String accessKeyId) {
		AwsBasicCredentials credentials = AwsBasicCredentials.create(accessKeyId, "secret");
		return SessionPrincipal.of(StaticCredentialsProvider.create(credentials), credentials);
	}

	/**
	 * The failure that a future holds.
	 */
	static Throwable failureOf(CompletableFuture<?> future) {
		return future.handle((value, failure) -> failure).orTimeout(20, TimeUnit.SECONDS).join();
	}

}
