/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionPrincipal;

/**
 * What a request does to get at its session, without the rest of the request.
 */
interface Lookups extends AutoCloseable {

	/**
	 * The operation that requests are about.
	 */
	String OPERATION = "GetObject";

	/**
	 * Looks up the session of a bucket.
	 * @return the session or its credentials, never {@code null} if there is one
	 */
	@Nullable Object get(int bucket);

	@Override
	void close();

	/**
	 * What a client of the SDK does: it asks its auth scheme for a provider, and that for
	 * the identity.
	 *
	 * @param contender where sessions are made
	 * @param recorded what the client asked for each bucket
	 */
	record Sdk(SdkContender contender, RecordingAuthScheme.Lookup[] recorded) implements Lookups {

		static Lookups of(int buckets) {
			SdkContender contender = new SdkContender(Buckets.server(buckets).start());
			return new Sdk(contender,
					RecordingAuthScheme.record(contender, buckets).toArray(RecordingAuthScheme.Lookup[]::new));
		}

		@Override
		public Object get(int bucket) {
			return this.recorded[bucket].run();
		}

		@Override
		public void close() {
			this.contender.close();
		}

	}

	/**
	 * What a managed client does: it makes the key of bucket, operation and principal,
	 * and its signer asks the manager for the session.
	 *
	 * @param contender where sessions are made
	 * @param manager gives the sessions
	 * @param principal the client's, equal to the manager's but not the same object
	 * @param names the buckets
	 */
	record Managed(ManagedContender contender, S3ExpressSessionManager manager, SessionPrincipal principal,
			String[] names) implements Lookups {

		static Lookups of(int buckets) {
			ManagedContender contender = new ManagedContender(Buckets.server(buckets).start());
			S3ExpressSessionManager manager = contender.manager();
			String[] names = IntStream.range(0, buckets).mapToObj(Buckets::name).toArray(String[]::new);
			Managed lookups = new Managed(contender, manager, SessionPrincipal.of(manager.principal().credentials()),
					names);
			IntStream.range(0, buckets).forEach(lookups::get);
			return lookups;
		}

		@Override
		public Object get(int bucket) {
			return this.manager.get(this.manager.key(this.names[bucket], OPERATION, this.principal));
		}

		@Override
		public void close() {
			this.contender.close();
		}

	}

	/**
	 * The least that a look-up by key can cost: the manager's sessions in a map, with
	 * keys at hand.
	 *
	 * @param sessions the sessions
	 * @param keys the key of each bucket
	 */
	record Bare(Map<SessionKey, S3ExpressSession> sessions, SessionKey[] keys) implements Lookups {

		static Lookups of(int buckets) {
			try (ManagedContender contender = new ManagedContender(Buckets.server(buckets).start())) {
				S3ExpressSessionManager manager = contender.manager();
				List<SessionKey> keys = IntStream.range(0, buckets)
					.mapToObj((bucket) -> manager.key(Buckets.name(bucket), OPERATION))
					.toList();
				Map<SessionKey, S3ExpressSession> sessions = new HashMap<>();
				keys.forEach((key) -> sessions.put(key, manager.get(key)));
				return new Bare(new ConcurrentHashMap<>(sessions), keys.toArray(SessionKey[]::new));
			}
		}

		@Override
		public @Nullable Object get(int bucket) {
			return this.sessions.get(this.keys[bucket]);
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	}

}
