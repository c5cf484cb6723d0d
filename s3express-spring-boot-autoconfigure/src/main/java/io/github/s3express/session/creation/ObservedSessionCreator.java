/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionCreationObserver;
import io.github.s3express.session.SessionKey;

/**
 * Tells an observer of every creation.
 */
public final class ObservedSessionCreator implements SessionCreator {

	private static final Logger logger = LoggerFactory.getLogger(ObservedSessionCreator.class);

	private static final SessionCreationObserver.Creation IGNORED = (failure) -> {
	};

	private final SessionCreator delegate;

	private final SessionCreationObserver observer;

	private final Executor executor;

	private final BooleanSupplier onTimer;

	private final Set<Observed> open = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a creator.
	 * @param delegate makes the sessions
	 * @param observer learns of them
	 * @param executor calls the observer where no caller is at hand; one task at a time,
	 * in order
	 * @param onTimer whether the present thread is the timer's, which observers must not
	 * hold up
	 */
	public ObservedSessionCreator(SessionCreator delegate, SessionCreationObserver observer, Executor executor,
			BooleanSupplier onTimer) {
		this.delegate = delegate;
		this.observer = observer;
		this.executor = executor;
		this.onTimer = onTimer;
	}

	@Override
	public CompletableFuture<S3ExpressSession> create(CreationRequest request) {
		// An observer may take its time: the session is being made meanwhile.
		CompletableFuture<S3ExpressSession> session = begin(request);
		Observed observed = new Observed(request.key());
		this.open.add(observed);
		if (this.onTimer.getAsBoolean()) {
			this.executor.execute(observed::start);
		}
		else {
			observed.start();
		}
		session.whenComplete((made, failure) -> end(observed, failure));
		return session;
	}

	private CompletableFuture<S3ExpressSession> begin(CreationRequest request) {
		try {
			return this.delegate.create(request);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Tells of the creations under way that they have ended: nobody completes them any
	 * more.
	 */
	public void stop() {
		this.open.forEach((observed) -> end(observed, CreationFailure.stopped(observed.key, null)));
	}

	private void end(Observed observed, @Nullable Throwable failure) {
		if (this.open.remove(observed)) {
			this.executor.execute(() -> observed.end(failure));
		}
	}

	private final class Observed {

		private final SessionKey key;

		private volatile SessionCreationObserver.Creation creation = IGNORED;

		private Observed(SessionKey key) {
			this.key = key;
		}

		private void start() {
			try {
				this.creation = ObservedSessionCreator.this.observer.started(this.key);
			}
			catch (RuntimeException ex) {
				logger.warn("An observer failed on the creation of {}", this.key, ex);
			}
		}

		private void end(@Nullable Throwable failure) {
			try {
				this.creation.ended((failure != null) ? CreationFailure.asSessionException(this.key, failure) : null);
			}
			catch (RuntimeException ex) {
				logger.warn("An observer failed on the creation of {}", this.key, ex);
			}
		}

	}

}
