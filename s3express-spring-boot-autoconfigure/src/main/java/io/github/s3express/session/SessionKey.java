/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.Objects;

/**
 * What a session is for. There is at most one session in use for each key.
 *
 * @param bucket the directory bucket
 * @param mode what the session may be used for
 * @param principal whose IAM credentials make it
 * @param route where it is made
 */
public record SessionKey(DirectoryBucketName bucket, SessionMode mode, SessionPrincipal principal, SessionRoute route) {

	/**
	 * Creates a key.
	 */
	public SessionKey {
		Objects.requireNonNull(bucket, "A session's key needs a bucket");
		Objects.requireNonNull(mode, "A session's key needs a mode; SessionMode.DEFAULT asks for none");
		Objects.requireNonNull(principal,
				"A session's key needs a principal; S3ExpressSessionManager.principal() has one");
		Objects.requireNonNull(route, "A session's key needs a route; SessionRoute.APPLICATION is the usual one");
	}

	/**
	 * Creates a key of a session that is made where the application's own clients make
	 * theirs.
	 * @param bucket the directory bucket
	 * @param mode what the session may be used for
	 * @param principal whose IAM credentials make it
	 */
	public SessionKey(DirectoryBucketName bucket, SessionMode mode, SessionPrincipal principal) {
		this(bucket, mode, principal, SessionRoute.APPLICATION);
	}

	@Override
	public String toString() {
		String usual = "%s (%s, %s)".formatted(this.bucket, this.mode, this.principal);
		return SessionRoute.APPLICATION.equals(this.route) ? usual : usual + " by way of " + this.route;
	}

}
