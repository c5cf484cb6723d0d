/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.s3express.local.identity.Session;
import io.github.s3express.local.identity.SessionRegistry;

/**
 * Looks at the sessions that the server gave out, and ends them. Safe for use by several
 * threads.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class SessionControl {

	private final SessionRegistry registry;

	SessionControl(SessionRegistry registry) {
		this.registry = registry;
	}

	/**
	 * The sessions that still serve.
	 * @return in the order they were made
	 */
	public List<LiveSession> live() {
		return this.registry.live().stream().map(SessionControl::describe).toList();
	}

	/**
	 * Revokes one session: requests that carry it are refused with 400 InvalidToken.
	 * @param accessKeyId the session's access key
	 * @return whether there was a live one
	 */
	public boolean revoke(String accessKeyId) {
		return this.registry.revoke(accessKeyId);
	}

	/**
	 * Revokes all sessions.
	 * @return how many were live
	 */
	public int revokeAll() {
		return (int) this.registry.live().stream().filter((session) -> revoke(session.accessKeyId())).count();
	}

	/**
	 * Changes the life of sessions to come.
	 * @param lifetime how long a session lives, at least a second
	 */
	public void lifetime(Duration lifetime) {
		this.registry.setLifetime(S3ExpressLocalServer.checkLifetime(lifetime));
	}

	private static LiveSession describe(Session session) {
		return new LiveSession(session.accessKeyId(), session.principal().name(), session.bucket(),
				session.mode().value(), session.created(), session.expires());
	}

	/**
	 * A session without its secrets.
	 *
	 * @param accessKeyId its access key
	 * @param principal the name of the principal that made it
	 * @param bucket the bucket it is good for
	 * @param mode {@code ReadWrite} or {@code ReadOnly}
	 * @param created when it was made, by the server's clock
	 * @param expires when it ends, by the server's clock
	 */
	public record LiveSession(String accessKeyId, String principal, String bucket, String mode, Instant created,
			Instant expires) {

	}

}
