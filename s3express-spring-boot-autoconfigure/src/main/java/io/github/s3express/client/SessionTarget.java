/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import software.amazon.awssdk.identity.spi.IdentityProperty;

import io.github.s3express.session.SessionRoute;

/**
 * What a request is about that needs a session.
 *
 * @param bucket the directory bucket
 * @param operation the operation
 * @param route where the request goes
 */
record SessionTarget(String bucket, String operation, SessionRoute route) {

	/**
	 * Tells it to whoever resolves the identity of the request.
	 */
	static final IdentityProperty<SessionTarget> PROPERTY = IdentityProperty.create(SessionTarget.class,
			"SessionTarget");

}
