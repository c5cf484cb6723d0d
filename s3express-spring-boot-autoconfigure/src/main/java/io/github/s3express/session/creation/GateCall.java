/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionPrincipal;

/**
 * One call of CreateSession on its way through the gate, whose lock guards what changes.
 */
final class GateCall {

	private final CreationRequest request;

	private final boolean again;

	private final String zone;

	private final CompletableFuture<S3ExpressSession> result = new CompletableFuture<>();

	// Where it stands; null while it waits and when it has ended.
	@Nullable Lane lane;

	// Whether it began aside because its bucket did not answer lately.
	boolean suspect;

	// Whether it may take as long as a creation may.
	boolean unhurried;

	// Why there is no call.
	@Nullable Throwable failure;

	boolean ended;

	long started;

	long order;

	Runnable cancelTimer = () -> {
	};

	GateCall(CreationRequest request, boolean again) {
		this.request = request;
		this.again = again;
		this.zone = request.key().bucket().zone();
	}

	CreationRequest request() {
		return this.request;
	}

	DirectoryBucketName bucket() {
		return this.request.key().bucket();
	}

	String zone() {
		return this.zone;
	}

	SessionPrincipal principal() {
		return this.request.key().principal();
	}

	boolean isAgain() {
		return this.again;
	}

	boolean isConfigured() {
		return this.request.priority() == CreationRequest.Priority.CONFIGURED;
	}

	CompletableFuture<S3ExpressSession> result() {
		return this.result;
	}

	/**
	 * Where a call stands that is under way.
	 */
	enum Lane {

		/** It has just begun. */
		PLACE,

		/** It takes long, or its bucket did not answer lately. */
		ASIDE,

		/** Nobody waits for it alone any more, but it has not ended. */
		LATE

	}

}
