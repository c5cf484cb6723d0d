/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an observer of every creation.
 */
final class ObservedSessionCreator implements SessionCreator {

	private static final Logger logger = LoggerFactory.getLogger(ObservedSessionCreator.class);

	private static final SessionCreationObserver.Creation IGNORED = (failure) -> {
	};

	private final SessionCreator delegate;

	private final SessionCreationObserver observer;

	ObservedSessionCreator(SessionCreator delegate, SessionCreationObserver observer) {
		this.delegate = delegate;
		this.observer = observer;
	}

	@Override
	public CompletableFuture<S3ExpressSession> create(SessionKey key) {
		SessionCreationObserver.Creation creation = started(key);
		CompletableFuture<S3ExpressSession> session;
		try {
			session = this.delegate.create(key);
		}
		catch (RuntimeException ex) {
			session = CompletableFuture.failedFuture(ex);
		}
		// Not the original: the observer is told before whoever waits for the session.
		return session.whenComplete((made, failure) -> ended(creation, key, failure));
	}

	private SessionCreationObserver.Creation started(SessionKey key) {
		try {
			return this.observer.started(key);
		}
		catch (RuntimeException ex) {
			logger.warn("An observer failed on the creation of {}", key, ex);
			return IGNORED;
		}
	}

	private static void ended(SessionCreationObserver.Creation creation, SessionKey key, @Nullable Throwable failure) {
		try {
			creation.ended((failure != null) ? asSessionException(key, failure) : null);
		}
		catch (RuntimeException ex) {
			logger.warn("An observer failed on the creation of {}", key, ex);
		}
	}

	private static S3ExpressSessionException asSessionException(SessionKey key, Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof S3ExpressSessionException known) ? known : new S3ExpressSessionException(key,
				"No session for %s: %s".formatted(key.bucket(), cause.getMessage()), cause);
	}

}
