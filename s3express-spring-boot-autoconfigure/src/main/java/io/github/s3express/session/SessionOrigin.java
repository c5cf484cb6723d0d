/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

/**
 * Where a session comes from.
 */
public enum SessionOrigin {

	/**
	 * This instance of the application called CreateSession.
	 */
	MADE_HERE,

	/**
	 * Another instance did, and shared the session.
	 */
	FROM_FLEET

}
