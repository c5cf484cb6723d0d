/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import io.micrometer.observation.Observation;

import io.github.s3express.session.SessionKey;

/**
 * What is known of an observed creation of a session. Once it has ended without a
 * session, {@link #getError()} is an
 * {@link io.github.s3express.session.S3ExpressSessionException}.
 */
public class SessionCreationContext extends Observation.Context {

	private final SessionKey key;

	/**
	 * Creates the context.
	 * @param key what the session is for
	 */
	public SessionCreationContext(SessionKey key) {
		this.key = key;
	}

	/**
	 * What the session is for.
	 * @return the key
	 */
	public SessionKey getKey() {
		return this.key;
	}

}
