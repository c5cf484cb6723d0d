/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

/**
 * One session of a directory bucket. Immutable: a session is never extended, only
 * replaced.
 */
public final class S3ExpressSession {

	private final SessionKey key;

	private final S3ExpressSessionCredentials credentials;

	private final Instant created;

	private final Instant expires;

	private final SessionEncryption encryption;

	private final long receivedNanos;

	private final @Nullable SessionPrincipal maker;

	private volatile @Nullable SessionSigningKey signingKey;

	private final @Nullable FleetMark fleetMark;

	/**
	 * Creates a session. Managers do, and tests of what uses them.
	 * @param key what the session is for
	 * @param credentials what signs requests; secret
	 * @param created when the service made the session, by its clock
	 * @param expires when the service stops accepting it, by its clock; after
	 * {@code created}
	 * @param encryption the encryption as CreateSession answered it
	 * @param receivedNanos when the answer came, as {@link System#nanoTime()} counts
	 */
	public S3ExpressSession(SessionKey key, S3ExpressSessionCredentials credentials, Instant created, Instant expires,
			SessionEncryption encryption, long receivedNanos) {
		this(key, credentials, created, expires, encryption, receivedNanos, null);
	}

	/**
	 * Creates a session that knows which identity made it.
	 * @param key what the session is for
	 * @param credentials what signs requests; secret
	 * @param created when the service made the session, by its clock
	 * @param expires when the service stops accepting it, by its clock; after
	 * {@code created}
	 * @param encryption the encryption as CreateSession answered it
	 * @param receivedNanos when the answer came, as {@link System#nanoTime()} counts
	 * @param maker the identity that the key's provider gave when the session was made,
	 * or {@code null} if it is not known
	 */
	public S3ExpressSession(SessionKey key, S3ExpressSessionCredentials credentials, Instant created, Instant expires,
			SessionEncryption encryption, long receivedNanos, @Nullable SessionPrincipal maker) {
		this(key, credentials, created, expires, encryption, receivedNanos, maker, null);
	}

	private S3ExpressSession(SessionKey key, S3ExpressSessionCredentials credentials, Instant created, Instant expires,
			SessionEncryption encryption, long receivedNanos, @Nullable SessionPrincipal maker,
			@Nullable FleetMark fleetMark) {
		this.key = key;
		this.credentials = credentials;
		this.created = created;
		this.expires = expires;
		this.encryption = encryption;
		this.receivedNanos = receivedNanos;
		this.maker = maker;
		this.fleetMark = fleetMark;
	}

	/**
	 * The same session, shared with other instances.
	 * @param mark what they call it
	 * @return the session
	 */
	public S3ExpressSession shared(FleetMark mark) {
		return new S3ExpressSession(this.key, this.credentials, this.created, this.expires, this.encryption,
				this.receivedNanos, this.maker, mark);
	}

	/**
	 * What the session is for.
	 * @return the key
	 */
	public SessionKey key() {
		return this.key;
	}

	/**
	 * The credentials that sign requests for the bucket.
	 * @return the credentials; secret
	 */
	public S3ExpressSessionCredentials credentials() {
		return this.credentials;
	}

	/**
	 * When the service made the session.
	 * @return the time by the service's clock, in whole seconds
	 */
	public Instant created() {
		return this.created;
	}

	/**
	 * When the service stops accepting the session.
	 * @return the time by the service's clock
	 */
	public Instant expires() {
		return this.expires;
	}

	/**
	 * How long the service said the session lives: its expiration less the date of the
	 * answer. Both are the service's, so the clock of this machine does not matter.
	 * @return the whole life, positive
	 */
	public Duration life() {
		return Duration.between(this.created, this.expires);
	}

	/**
	 * The encryption of the objects that the session writes.
	 * @return the encryption as CreateSession answered it
	 */
	public SessionEncryption encryption() {
		return this.encryption;
	}

	/**
	 * Where the session comes from.
	 * @return whether it was made here
	 */
	public SessionOrigin origin() {
		return (this.fleetMark != null && this.fleetMark.taken()) ? SessionOrigin.FROM_FLEET : SessionOrigin.MADE_HERE;
	}

	/**
	 * What other instances call the session.
	 * @return the mark, or {@code null} if it is not shared
	 */
	public @Nullable FleetMark fleetMark() {
		return this.fleetMark;
	}

	/**
	 * How much of the session's life is left.
	 * @param now the moment, as {@link System#nanoTime()} counts
	 * @return the rest, negative if the session has expired
	 */
	public Duration left(long now) {
		return life().minusNanos(now - this.receivedNanos);
	}

	/**
	 * When the answer came, on the manager's monotonic clock. Of a session that another
	 * instance made, the moment that leaves it the life which it has left.
	 * @return the moment, as {@link System#nanoTime()} counts
	 */
	public long receivedNanos() {
		return this.receivedNanos;
	}

	/**
	 * Whether the session was made with the credentials that a request resolved to. A
	 * provider that answers by caller may have made it for somebody else.
	 * @param request the principal of a request
	 * @return {@code false} also if it is not known what made the session
	 */
	public boolean isMadeBy(SessionPrincipal request) {
		return request.equals(this.maker);
	}

	/**
	 * The key that signs requests with the session. The last one is remembered with the
	 * session, for nobody else, and ends with it.
	 * @param day the day in UTC, as {@code 20260131}
	 * @param region the Region that the request is signed for
	 * @param service the name of the service that the request is signed for
	 * @return the key; secret
	 */
	public SessionSigningKey signingKey(String day, String region, String service) {
		SessionSigningKey known = this.signingKey;
		if (known != null && known.isFor(day, region, service)) {
			return known;
		}
		SessionSigningKey derived = new SessionSigningKey(this.credentials.secretAccessKey().trim(), day, region,
				service);
		this.signingKey = derived;
		return derived;
	}

	@Override
	public String toString() {
		return "S3ExpressSession[key=%s, created=%s, expires=%s]".formatted(this.key, this.created, this.expires);
	}

}
