/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.FleetSnapshot;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.SessionRoute;
import io.github.s3express.session.creation.SessionClock;
import io.github.s3express.session.creation.SessionCreator;
import io.github.s3express.session.creation.SessionTimer;

/**
 * What an instance knows of its fleet for as long as its manager lives, started or not.
 */
public final class Fleet {

	private static final Logger logger = LoggerFactory.getLogger(Fleet.class);

	private final FleetSettings settings;

	private final FleetSessionStore store;

	private final SessionPrincipal principal;

	private final Function<DirectoryBucketName, SessionEncryption> encryption;

	private final FleetTiming timing;

	private final SessionClock clock;

	private final List<FleetKey> keys;

	private final SessionSeal seal;

	private final FleetCounts counts = new FleetCounts();

	private final FleetBreaker breaker = new FleetBreaker();

	private final RefusedVersions refused = new RefusedVersions();

	private final RemovalAllowance removals;

	private final AtomicBoolean toldOfUndecipherable = new AtomicBoolean();

	/**
	 * Creates a fleet.
	 * @param settings how sessions are shared
	 * @param store what they are shared through
	 * @param principal whose sessions are shared, and nobody else's
	 * @param encryption what is asked for with CreateSession, by bucket: a session of
	 * another encryption is another session
	 * @param limits how long callers wait for sessions
	 * @param clock tells the time
	 */
	public Fleet(FleetSettings settings, FleetSessionStore store, SessionPrincipal principal,
			Function<DirectoryBucketName, SessionEncryption> encryption, SessionLimits limits, SessionClock clock) {
		this.settings = settings;
		this.store = store;
		this.principal = principal;
		this.encryption = encryption;
		this.timing = FleetTiming.of(settings, limits);
		this.clock = clock;
		this.keys = settings.encryptionKeys().stream().map(FleetKey::new).toList();
		this.seal = new SessionSeal(this.keys);
		this.removals = new RemovalAllowance(clock.nanoTime());
		if (!principal.isSameForAllCallers()) {
			logger.warn("No session is shared with the fleet: the credentials provider {} may give each caller others",
					principal.credentials().getClass().getName());
		}
	}

	/**
	 * Begins to share.
	 * @param delegate makes sessions
	 * @param timer wakes what waits; its thread does all that is done here
	 * @param random spreads
	 * @param servesFor how long of a life a session signs requests
	 * @return makes sessions, or takes those that others made
	 */
	public FleetSessionCreator begin(SessionCreator delegate, SessionTimer timer, RandomGenerator random,
			UnaryOperator<Duration> servesFor) {
		return new FleetSessionCreator(this, delegate, timer, random, servesFor);
	}

	/**
	 * How sharing stands.
	 * @return a snapshot
	 */
	public FleetSnapshot snapshot() {
		return this.counts.snapshot(this.breaker);
	}

	// A provider that may answer by caller has no principal that could be named.
	boolean shares(SessionKey key) {
		return key.principal().equals(this.principal) && this.principal.isSameForAllCallers();
	}

	/**
	 * The names under which a session may be kept, one for each encryption key.
	 */
	List<String> storeKeys(SessionKey key) {
		return this.keys.stream().map((each) -> storeKey(each, key)).toList();
	}

	private String storeKey(FleetKey with, SessionKey key) {
		SessionRoute route = key.route();
		SessionRoute.OwnSettings own = route.own();
		URI endpoint = (own != null) ? own.endpoint() : null;
		SessionEncryption wanted = this.encryption.apply(key.bucket());
		return with.storeKey(this.settings.namespace(), this.settings.principal(), key.bucket().value(),
				key.mode().name(), (route.region() != null) ? route.region().id() : null,
				(own != null) ? "fips=%s, dualStack=%s".formatted(own.fips(), own.dualStack()) : null, text(endpoint),
				wanted.algorithm(), wanted.kmsKeyId(), wanted.kmsContext(), text(wanted.bucketKeyEnabled()));
	}

	private static @Nullable String text(@Nullable Object part) {
		return (part != null) ? part.toString() : null;
	}

	void undecipherable(SessionKey key) {
		this.counts.undecipherable.increment();
		if (this.toldOfUndecipherable.compareAndSet(false, true)) {
			logger
				.warn("A value in the store of sessions for {} does not decrypt with any of the encryption keys, so it "
						+ "counts as absent; more such values are only counted", key);
		}
	}

	FleetSessionStore store() {
		return this.store;
	}

	FleetTiming timing() {
		return this.timing;
	}

	SessionClock clock() {
		return this.clock;
	}

	SessionSeal seal() {
		return this.seal;
	}

	FleetCounts counts() {
		return this.counts;
	}

	FleetBreaker breaker() {
		return this.breaker;
	}

	RefusedVersions refused() {
		return this.refused;
	}

	RemovalAllowance removals() {
		return this.removals;
	}

}
