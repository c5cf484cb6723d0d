/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes a session manager. Call {@link S3ExpressSessionManager#stop()} when done with it.
 */
public final class S3ExpressSessionManagerBuilder {

	private final Supplier<S3Client> client;

	private final SessionPrincipal principal;

	private SessionModeStrategy mode = SessionModeStrategy.DEFAULT;

	private RefreshPolicy refreshPolicy = RefreshPolicy.DEFAULT;

	private CreationRetry retry = CreationRetry.DEFAULT;

	private SessionLimits limits = SessionLimits.DEFAULT;

	private List<BucketSettings> buckets = List.of();

	private ThreadFactory callerThreads = SessionThreads.daemons("s3express-session-creator");

	private @Nullable SessionCreationObserver creationObserver;

	private S3ExpressSessionManagerBuilder(Supplier<S3Client> client, SessionPrincipal principal) {
		this.client = client;
		this.principal = principal;
	}

	/**
	 * Begins to make a manager.
	 * @param client calls CreateSession; must not retry, because the manager does, and is
	 * not closed by the manager
	 * @param principal whose credentials make sessions unless a key says otherwise
	 * @return a builder with the default settings
	 */
	public static S3ExpressSessionManagerBuilder of(S3Client client, SessionPrincipal principal) {
		return of(() -> client, principal);
	}

	/**
	 * Begins to make a manager whose client need not be there before it is used.
	 * @param client gives the client that calls CreateSession, and always the same; asked
	 * for each call, by the threads that make them
	 * @param principal whose credentials make sessions unless a key says otherwise
	 * @return a builder with the default settings
	 */
	public static S3ExpressSessionManagerBuilder of(Supplier<S3Client> client, SessionPrincipal principal) {
		return new S3ExpressSessionManagerBuilder(client, principal);
	}

	/**
	 * Sets how the mode of a session is chosen whose bucket has nothing else configured.
	 * @param mode the way, initially {@link SessionModeStrategy#DEFAULT}
	 * @return this builder
	 */
	public S3ExpressSessionManagerBuilder mode(SessionModeStrategy mode) {
		this.mode = mode;
		return this;
	}

	/**
	 * Sets when sessions are refreshed and let go.
	 * @param refreshPolicy the policy, initially {@link RefreshPolicy#DEFAULT}
	 * @return this builder
	 */
	public S3ExpressSessionManagerBuilder refreshPolicy(RefreshPolicy refreshPolicy) {
		this.refreshPolicy = refreshPolicy;
		return this;
	}

	/**
	 * Sets how CreateSession is tried again.
	 * @param retry the setting, initially {@link CreationRetry#DEFAULT}
	 * @return this builder
	 */
	public S3ExpressSessionManagerBuilder retry(CreationRetry retry) {
		this.retry = retry;
		return this;
	}

	/**
	 * Sets how long callers wait and how much the manager may hold.
	 * @param limits the limits, initially {@link SessionLimits#DEFAULT}
	 * @return this builder
	 */
	public S3ExpressSessionManagerBuilder limits(SessionLimits limits) {
		this.limits = limits;
		return this;
	}

	/**
	 * Sets the buckets that are known beforehand.
	 * @param buckets the buckets, initially none
	 * @return this builder
	 */
	public S3ExpressSessionManagerBuilder buckets(List<BucketSettings> buckets) {
		this.buckets = List.copyOf(buckets);
		return this;
	}

	/**
	 * Sets who makes the threads that call CreateSession, for example a factory of
	 * virtual threads.
	 * @param callerThreads the factory, initially one of named daemon threads
	 * @return this builder
	 */
	public S3ExpressSessionManagerBuilder callerThreads(ThreadFactory callerThreads) {
		this.callerThreads = callerThreads;
		return this;
	}

	/**
	 * Sets who learns of every creation.
	 * @param creationObserver the observer, or {@code null} for none
	 * @return this builder
	 */
	public S3ExpressSessionManagerBuilder creationObserver(@Nullable SessionCreationObserver creationObserver) {
		this.creationObserver = creationObserver;
		return this;
	}

	/**
	 * Makes the manager.
	 * @return a manager that runs; it makes no session before it is asked for one
	 * @throws InvalidSessionSettingException if more sessions are configured than may be
	 * held
	 * @throws IllegalArgumentException if a bucket is configured twice
	 */
	public S3ExpressSessionManager build() {
		SessionClock clock = new SystemSessionClock();
		BucketCatalog catalog = new BucketCatalog(this.buckets, this.mode);
		Require.that(this.limits.maxSessions() >= catalog.sessions(), "max-sessions", this.limits.maxSessions(),
				"at least %d, which the configured buckets need".formatted(catalog.sessions()));
		SessionEvents events = new SessionEvents();
		events.addListener(new SessionLog(clock));
		return new DefaultS3ExpressSessionManager(catalog, this.principal, this.limits, events, () -> {
			SessionThreads threads = new SessionThreads(this.limits.maxConcurrentCreations(), this.callerThreads);
			RandomGenerator random = new Random();
			SessionCreator caller = new CreateSessionCaller(this.client, threads.callers(), clock, catalog::encryption);
			SessionCreator gate = new CreationGate(caller, this.limits.maxConcurrentCreations(), clock, threads);
			SessionCreator retrying = new RetryingSessionCreator(gate, this.retry, threads, random);
			return new SessionRun(
					new SessionSlots(this.limits.maxSessions(), new SlotContext(observed(retrying), this.refreshPolicy,
							clock, threads, random, events, threads.waiters())),
					threads, threads.waiters(), threads::stop);
		});
	}

	private SessionCreator observed(SessionCreator creator) {
		return (this.creationObserver != null) ? new ObservedSessionCreator(creator, this.creationObserver) : creator;
	}

}
