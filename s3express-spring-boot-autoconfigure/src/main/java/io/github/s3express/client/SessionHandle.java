/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;

/**
 * One call's claim to a session: what the SDK takes for the identity of a request. The
 * SDK resolves the identity once for a call and signs once for each attempt, so this has
 * no credentials of its own, lives as long as the call, and knows which session the
 * attempt carried that failed.
 */
final class SessionHandle implements S3ExpressSessionCredentials {

	private static final String NONE = "s3express-session-handle";

	private static final String HEAD_OBJECT = "HeadObject";

	// Once because the service refused a session, and once more because of bad luck.
	private static final int MAX_REPEATS = 2;

	private final SessionKey key;

	private final @Nullable SessionKey shared;

	private final String operation;

	private volatile @Nullable Outcome awaited;

	private volatile @Nullable S3ExpressSession carried;

	private volatile boolean suspected;

	private volatile int repeats;

	private volatile @Nullable BodyChecksum checksum;

	/**
	 * Creates the claim of a call.
	 * @param key what the session is for
	 * @param shared whose session serves as well, as long as it was made with the same
	 * credentials, or {@code null}
	 * @param operation the call's operation
	 */
	SessionHandle(SessionKey key, @Nullable SessionKey shared, String operation) {
		this.key = key;
		this.shared = shared;
		this.operation = operation;
	}

	SessionKey key() {
		return this.key;
	}

	/**
	 * Whether errors are answered without a body, so that none tells why.
	 */
	boolean isAnsweredWithoutBody() {
		return HEAD_OBJECT.equals(this.operation);
	}

	/**
	 * Gets the session of the next attempt, without waiting for it.
	 * @param manager gives it
	 * @return completes when the next attempt can be signed, be it in vain, and never
	 * exceptionally; {@code null} if it can be signed at once
	 */
	@Nullable CompletableFuture<?> prepare(S3ExpressSessionManager manager) {
		if (shared(manager) != null) {
			return null;
		}
		CompletableFuture<?> prepared = manager.getAsync(this.key).handle((session, failure) -> {
			this.awaited = new Outcome(session, failure);
			return session;
		});
		return prepared.isDone() ? null : prepared;
	}

	/**
	 * The session for the next attempt. Waits for it only if it was not
	 * {@linkplain #prepare prepared}.
	 */
	S3ExpressSession next(S3ExpressSessionManager manager) {
		Outcome prepared = this.awaited;
		this.awaited = null;
		S3ExpressSession shared = shared(manager);
		if (shared != null) {
			this.carried = shared;
			return shared;
		}
		S3ExpressSession session = (prepared != null) ? prepared.unlessReplaced(manager.getIfPresent(this.key))
				: manager.get(this.key);
		this.carried = session;
		return session;
	}

	private @Nullable S3ExpressSession shared(S3ExpressSessionManager manager) {
		S3ExpressSession session = (this.shared != null) ? manager.getIfPresent(this.shared) : null;
		return (session != null && session.isMadeBy(this.key.principal())) ? session : null;
	}

	/**
	 * The session that the last attempt carried.
	 */
	@Nullable S3ExpressSession carried() {
		return this.carried;
	}

	/**
	 * Counts one more attempt for the sake of a session.
	 * @return whether it is not one too many
	 */
	boolean repeats() {
		return this.repeats++ < MAX_REPEATS;
	}

	/**
	 * Notes that the session may be to blame for a failure that does not say so.
	 * @return whether that has been tried before in this call
	 */
	boolean suspects() {
		boolean before = this.suspected;
		this.suspected = true;
		return before;
	}

	/**
	 * The checksum of the call's body. All attempts send that of the first, so that the
	 * service refuses a body that has changed in between, as with the SDK's own signer.
	 * @param algorithm what it is calculated by
	 * @param calculation gives that of this attempt
	 */
	@Nullable BodyChecksum checksum(String algorithm, Supplier<@Nullable BodyChecksum> calculation) {
		BodyChecksum known = this.checksum;
		if (known != null && known.algorithm().equals(algorithm)) {
			return known;
		}
		BodyChecksum calculated = calculation.get();
		this.checksum = calculated;
		return calculated;
	}

	@Override
	public String accessKeyId() {
		return NONE;
	}

	@Override
	public String secretAccessKey() {
		return NONE;
	}

	@Override
	public String sessionToken() {
		return NONE;
	}

	@Override
	public String toString() {
		return "SessionHandle[" + this.key + "]";
	}

	private record Outcome(@Nullable S3ExpressSession session, @Nullable Throwable failure) {

		// An attempt may begin long after it was prepared, when the SDK backs off.
		S3ExpressSession unlessReplaced(@Nullable S3ExpressSession current) {
			if (this.session != null) {
				return (current != null) ? current : this.session;
			}
			if (this.failure instanceof RuntimeException known) {
				throw known;
			}
			throw new IllegalStateException("A session was neither made nor refused", this.failure);
		}

	}

}
