/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.InvalidSessionSettingException;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionCreationObserver;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.SessionRoute;
import io.github.s3express.session.creation.CallLimits;
import io.github.s3express.session.creation.CreateSessionCaller;
import io.github.s3express.session.creation.CreationAttempts;
import io.github.s3express.session.creation.CreationGate;
import io.github.s3express.session.creation.ObservedSessionCreator;
import io.github.s3express.session.creation.RetryingSessionCreator;
import io.github.s3express.session.creation.SessionCall;
import io.github.s3express.session.creation.SessionClock;
import io.github.s3express.session.creation.SessionCreator;
import io.github.s3express.session.fleet.Fleet;
import io.github.s3express.session.fleet.FleetSessionCreator;

/**
 * Makes a session manager. Call {@link S3ExpressSessionManager#stop()} when done with it.
 */
public final class S3ExpressSessionManagerBuilder {

	private final Function<SessionRoute, S3Client> clients;

	private final SessionPrincipal principal;

	private SessionModeStrategy mode = SessionModeStrategy.DEFAULT;

	private RefreshPolicy refreshPolicy = RefreshPolicy.DEFAULT;

	private CreationRetry retry = CreationRetry.DEFAULT;

	private SessionLimits limits = SessionLimits.DEFAULT;

	private List<BucketSettings> buckets = List.of();

	private ThreadFactory callerThreads = SessionThreads.daemons("s3express-session-creator");

	private Duration idleThreadLife = SessionThreads.IDLE_LIFE;

	private @Nullable SessionCreationObserver creationObserver;

	private @Nullable FleetSettings fleetSettings;

	private @Nullable FleetSessionStore fleetStore;

	private S3ExpressSessionManagerBuilder(Function<SessionRoute, S3Client> clients, SessionPrincipal principal) {
		this.clients = clients;
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
		return of((route) -> client, principal);
	}

	/**
	 * Begins to make a manager that makes sessions in more than one place.
	 * @param clients gives the client that calls CreateSession on a route; asked for each
	 * call, by the threads that make them. The clients must not retry, because the
	 * manager does, and are not closed by the manager
	 * @param principal whose credentials make sessions unless a key says otherwise
	 * @return a builder with the default settings
	 */
	public static S3ExpressSessionManagerBuilder of(Function<SessionRoute, S3Client> clients,
			SessionPrincipal principal) {
		return new S3ExpressSessionManagerBuilder(clients, principal);
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

	S3ExpressSessionManagerBuilder idleThreadLife(Duration idleThreadLife) {
		this.idleThreadLife = idleThreadLife;
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
	 * Shares the sessions of the application's own principal with the other instances of
	 * the application.
	 * @param settings how they are shared
	 * @param store what they are shared through; not closed by the manager
	 * @return this builder
	 */
	public S3ExpressSessionManagerBuilder fleet(FleetSettings settings, FleetSessionStore store) {
		this.fleetSettings = settings;
		this.fleetStore = store;
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
		if (this.limits.maxSessions() < catalog.sessions()) {
			throw new InvalidSessionSettingException("max-sessions", this.limits.maxSessions(),
					"at least %d, which the configured buckets need".formatted(catalog.sessions()));
		}
		SessionEvents events = new SessionEvents();
		events.addListener(new SessionLog(clock));
		Fleet fleet = fleet(catalog, clock);
		SlotTiming timing = new SlotTiming(this.refreshPolicy);
		return new DefaultS3ExpressSessionManager(catalog, this.principal, this.limits, events, () -> {
			CallLimits calls = CallLimits.of(this.limits);
			SessionThreads threads = new SessionThreads(calls.mostCalls(), this.callerThreads, this.idleThreadLife);
			RandomGenerator random = new Random();
			CredentialsWatch credentials = new CredentialsWatch(threads.credentials());
			SessionCall caller = new CreateSessionCaller(this.clients, threads.callers(), clock, threads,
					catalog::encryption, credentials::refused);
			CreationAttempts gate = new CreationGate(caller, calls, clock, threads);
			SessionCreator retrying = new RetryingSessionCreator(gate, this.retry, threads, random);
			ObservedSessionCreator observed = observed(retrying, threads);
			SessionCreator own = (observed != null) ? observed : retrying;
			FleetSessionCreator shared = (fleet != null) ? fleet.begin(own, threads, random, timing::servesFor) : null;
			SlotContext context = new SlotContext((shared != null) ? shared : own, timing, clock, threads, random,
					events, threads.listeners(), credentials);
			return new SessionRun(new SessionSlots(this.limits.maxSessions(), context), threads,
					threads.continuations(), () -> {
						if (shared != null) {
							shared.stop();
						}
						// While there is a thread to tell of it.
						if (observed != null) {
							observed.stop();
						}
						threads.stop();
					});
		}, () -> (fleet != null) ? fleet.snapshot() : null);
	}

	private @Nullable Fleet fleet(BucketCatalog catalog, SessionClock clock) {
		return (this.fleetSettings != null && this.fleetStore != null) ? new Fleet(this.fleetSettings, this.fleetStore,
				this.principal, catalog::encryption, this.limits, clock) : null;
	}

	private @Nullable ObservedSessionCreator observed(SessionCreator creator, SessionThreads threads) {
		return (this.creationObserver != null)
				? new ObservedSessionCreator(creator, this.creationObserver, threads.observers(), threads::isTimer)
				: null;
	}

}
