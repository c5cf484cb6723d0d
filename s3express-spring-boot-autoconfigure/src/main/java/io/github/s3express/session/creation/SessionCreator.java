/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.concurrent.CompletableFuture;

import io.github.s3express.session.S3ExpressSession;

/**
 * Makes sessions.
 * <p>
 * Each creation ends: nobody else gives one up, and nothing is made for its key
 * meanwhile. Those who wait have deadlines of their own; a creation that takes longer
 * goes on for whoever comes after them.
 */
@FunctionalInterface
public interface SessionCreator {

	/**
	 * Starts to make a session.
	 * @param request what is wanted
	 * @return the session to come
	 */
	CompletableFuture<S3ExpressSession> create(CreationRequest request);

	/**
	 * The service refused a session, or somebody let it go: it must not be answered
	 * again. Called under a lock, and before the creation that replaces the session.
	 * @param session the session
	 */
	default void refused(S3ExpressSession session) {
	}

}
