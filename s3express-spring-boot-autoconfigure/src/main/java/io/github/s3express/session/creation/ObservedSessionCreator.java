/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.List;
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

	private final SessionCreator delegate;

	private final SessionCreationObserver observer;

	private final Executor executor;

	private final BooleanSupplier onTimer;

	private final Set<Observed> open = ConcurrentHashMap.newKeySet();

	private volatile boolean stopped;

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
		if (this.stopped) {
			// Nobody could be told of its end any more.
			this.open.remove(observed);
			return session;
		}
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
	 * Tells of the creations under way that they have ended, since nobody completes them
	 * any more, and hears of no others. The observer is told by the executor, of all of
	 * them in one task.
	 */
	public void stop() {
		this.stopped = true;
		List<Observed> ended = this.open.stream().filter(this.open::remove).toList();
		if (!ended.isEmpty()) {
			this.executor
				.execute(() -> ended.forEach((observed) -> observed.end(CreationFailure.stopped(observed.key, null))));
		}
	}

	private void end(Observed observed, @Nullable Throwable failure) {
		if (this.open.remove(observed)) {
			this.executor.execute(() -> observed.end(failure));
		}
	}

	private final class Observed {

		private final SessionKey key;

		// An end that comes while the observer still takes in the start waits for it.
		private final CompletableFuture<SessionCreationObserver.Creation> creation = new CompletableFuture<>();

		private Observed(SessionKey key) {
			this.key = key;
		}

		private void start() {
			try {
				this.creation.complete(ObservedSessionCreator.this.observer.started(this.key));
			}
			catch (RuntimeException ex) {
				failed(ex);
			}
		}

		private void end(@Nullable Throwable failure) {
			this.creation.thenAccept((started) -> {
				try {
					started.ended((failure != null) ? CreationFailure.asSessionException(this.key, failure) : null);
				}
				catch (RuntimeException ex) {
					failed(ex);
				}
			});
		}

		private void failed(RuntimeException ex) {
			logger.warn("An observer failed on the creation of {}", this.key, ex);
		}

	}

}
