/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.concurrent.CompletableFuture;

import io.github.s3express.session.S3ExpressSession;

/**
 * The tries of a creation.
 */
@FunctionalInterface
public interface CreationAttempts {

	/**
	 * Tries once to make a session.
	 * @param request what is wanted
	 * @param again whether an earlier try failed: then this one has waited already
	 * @return the session to come. Fails with a {@link CallTimeoutException} if there is
	 * no answer in time: the answer may yet come
	 */
	CompletableFuture<S3ExpressSession> attempt(CreationRequest request, boolean again);

}
