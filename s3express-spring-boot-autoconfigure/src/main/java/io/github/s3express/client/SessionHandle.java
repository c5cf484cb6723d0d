/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.SessionKey;

/**
 * Stands for a session between the moment at which the SDK resolves the identity, once
 * for each call, and the moments at which it signs, once for each attempt. Holds no
 * credentials, so that each attempt can be signed with the session of its own time.
 */
final class SessionHandle implements S3ExpressSessionCredentials {

	private static final String NONE = "s3express-session-handle";

	private final SessionKey key;

	SessionHandle(SessionKey key) {
		this.key = key;
	}

	SessionKey key() {
		return this.key;
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

}
