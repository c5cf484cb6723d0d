/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The sessions that were made. Those that ended are remembered for a while, so that a
 * late client is told that its session expired, not that there never was one.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class SessionRegistry {

	private static final int MAX_SESSIONS = 20_000;

	private final InstantSource clock;

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private volatile Duration lifetime;

	/**
	 * Create a registry.
	 * @param clock the server's time
	 * @param lifetime how long a session lives
	 */
	public SessionRegistry(InstantSource clock, Duration lifetime) {
		this.clock = clock;
		this.lifetime = lifetime;
	}

	/**
	 * Changes the life of sessions to come.
	 * @param lifetime how long a session lives
	 */
	public void setLifetime(Duration lifetime) {
		this.lifetime = lifetime;
	}

	/**
	 * Makes a session.
	 * @param principal who asks
	 * @param bucket the bucket it is good for
	 * @param mode what it may do
	 * @return the session
	 */
	public synchronized Session create(Principal principal, String bucket, SessionMode mode) {
		Instant now = this.clock.instant();
		Session session = new Session(principal, bucket, mode, Secrets.accessKeyId("ASIA"), Secrets.secretAccessKey(),
				Secrets.sessionToken(), now, now.plus(this.lifetime));
		if (this.entries.size() >= MAX_SESSIONS) {
			this.entries.remove(this.entries.keySet().iterator().next());
		}
		this.entries.put(session.accessKeyId(), new Entry(session));
		return session;
	}

	/**
	 * Finds a session, also one that ended.
	 * @param accessKeyId its access key
	 * @return the session, or {@code null} if there never was one or it is long gone
	 */
	public synchronized @Nullable Session find(String accessKeyId) {
		Entry entry = this.entries.get(accessKeyId);
		return (entry != null) ? entry.session : null;
	}

	/**
	 * Whether a session was revoked.
	 * @param session a session of this registry
	 * @return {@code true} from the moment of its revocation on
	 */
	public synchronized boolean isRevoked(Session session) {
		Entry entry = this.entries.get(session.accessKeyId());
		return entry == null || entry.revoked;
	}

	/**
	 * Whether a session has ended.
	 * @param session a session
	 * @return {@code true} from its expiration on
	 */
	public boolean isExpired(Session session) {
		return !this.clock.instant().isBefore(session.expires());
	}

	/**
	 * Revokes one session.
	 * @param accessKeyId its access key
	 * @return whether there was a live one
	 */
	public synchronized boolean revoke(String accessKeyId) {
		Entry entry = this.entries.get(accessKeyId);
		if (entry == null || entry.revoked || isExpired(entry.session)) {
			return false;
		}
		entry.revoked = true;
		return true;
	}

	/**
	 * The sessions that still serve.
	 * @return in the order they were made
	 */
	public synchronized List<Session> live() {
		List<Session> live = new ArrayList<>();
		for (Entry entry : this.entries.values()) {
			if (!entry.revoked && !isExpired(entry.session)) {
				live.add(entry.session);
			}
		}
		return live;
	}

	private static final class Entry {

		private final Session session;

		private boolean revoked;

		private Entry(Session session) {
			this.session = session;
		}

	}

}
