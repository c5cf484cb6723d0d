/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * The manager that applications use.
 */
final class DefaultS3ExpressSessionManager implements S3ExpressSessionManager {

	private final BucketCatalog catalog;

	private final SessionPrincipal principal;

	private final SessionKeys keys;

	private final SessionLimits limits;

	private final SessionEvents events;

	private final Supplier<SessionRun> runs;

	private final LookupCounter lookups = new LookupCounter();

	private final Object lifecycleMonitor = new Object();

	private volatile @Nullable SessionRun run;

	DefaultS3ExpressSessionManager(BucketCatalog catalog, SessionPrincipal principal, SessionLimits limits,
			SessionEvents events, Supplier<SessionRun> runs) {
		this.catalog = catalog;
		this.principal = principal;
		this.keys = new SessionKeys(catalog, principal);
		this.limits = limits;
		this.events = events;
		this.runs = runs;
		start();
	}

	@Override
	public SessionKey key(String bucket, String operation, SessionPrincipal principal) {
		return this.keys.of(bucket).key(operation, principal);
	}

	@Override
	public List<SessionKey> keys(String bucket) {
		return this.keys.of(bucket).own();
	}

	@Override
	public SessionPrincipal principal() {
		return this.principal;
	}

	@Override
	public S3ExpressSession get(SessionKey key) {
		S3ExpressSession session = getIfPresent(key);
		if (session != null) {
			this.lookups.hit();
			return session;
		}
		return await(key, Duration.ZERO);
	}

	@Override
	public CompletableFuture<S3ExpressSession> getAsync(SessionKey key) {
		S3ExpressSession session = getIfPresent(key);
		if (session != null) {
			this.lookups.hit();
			return CompletableFuture.completedFuture(session);
		}
		CompletableFuture<S3ExpressSession> own = forOneCaller(key, (slot) -> slot.obtain(Duration.ZERO));
		own.whenComplete((found, failure) -> this.lookups.waited(failure != null));
		return own;
	}

	@Override
	public S3ExpressSession get(SessionKey key, Duration minimumLife) {
		if (minimumLife.compareTo(RefreshPolicy.LONGEST_LIFE) > 0) {
			throw new IllegalArgumentException("minimumLife is %s, but a session lives %s at most; ask for less"
				.formatted(minimumLife, RefreshPolicy.LONGEST_LIFE));
		}
		SessionSlot slot = running(key).slots().find(key);
		S3ExpressSession session = (slot != null) ? slot.usable(minimumLife) : null;
		if (session != null) {
			this.lookups.hit();
			return session;
		}
		session = await(key, minimumLife);
		if (session.life().compareTo(minimumLife) < 0) {
			throw new S3ExpressSessionException(key,
					"No session for %s that lives %s: the service gives sessions of %s at present; ask for less"
						.formatted(key.bucket(), minimumLife, session.life()),
					null);
		}
		return session;
	}

	@Override
	public @Nullable S3ExpressSession getIfPresent(SessionKey key) {
		SessionRun current = this.run;
		return (current != null) ? current.slots().usable(key) : null;
	}

	@Override
	public CompletableFuture<S3ExpressSession> refresh(SessionKey key) {
		return forOneCaller(key, SessionSlot::refresh);
	}

	@Override
	public boolean invalidate(String bucket, String sessionToken) {
		SessionRun current = this.run;
		return current != null && current.slots()
			.all()
			.filter((slot) -> slot.key().bucket().value().equals(bucket))
			.anyMatch((slot) -> {
				S3ExpressSession session = slot.current();
				return session != null && session.credentials().sessionToken().equals(sessionToken)
						&& slot.invalidate(session);
			});
	}

	@Override
	public boolean release(SessionKey key) {
		SessionRun current = this.run;
		SessionSlot slot = (current != null) ? current.slots().find(key) : null;
		if (slot == null) {
			return false;
		}
		slot.letGo();
		return true;
	}

	@Override
	public List<SessionSnapshot> snapshots() {
		SessionRun current = this.run;
		if (current == null) {
			return List.of();
		}
		return current.slots()
			.all()
			.map(SessionSlot::snapshot)
			.sorted(Comparator.comparing((SessionSnapshot snapshot) -> snapshot.key().bucket().value())
				.thenComparing((snapshot) -> snapshot.key().mode())
				.thenComparing((snapshot) -> snapshot.key().principal().toString()))
			.toList();
	}

	@Override
	public SessionLookups lookups() {
		return this.lookups.counts();
	}

	@Override
	public void addListener(SessionListener listener) {
		this.events.addListener(listener);
	}

	@Override
	public void removeListener(SessionListener listener) {
		this.events.removeListener(listener);
	}

	@Override
	public void start() {
		synchronized (this.lifecycleMonitor) {
			if (this.run == null) {
				SessionRun started = this.runs.get();
				this.catalog.all().forEach((bucket) -> addSlots(started, bucket.name()));
				this.run = started;
			}
		}
	}

	@Override
	public void stop() {
		synchronized (this.lifecycleMonitor) {
			SessionRun stopped = this.run;
			this.run = null;
			if (stopped != null) {
				stopped.stop();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.run != null;
	}

	private void addSlots(SessionRun started, DirectoryBucketName bucket) {
		keys(bucket.value()).forEach((key) -> started.slots().findOrAdd(key, this.catalog.kind(key, this.principal)));
	}

	private CompletableFuture<S3ExpressSession> inSlot(SessionRun current, SessionKey key,
			Function<SessionSlot, @Nullable CompletableFuture<S3ExpressSession>> action) {
		while (true) {
			// A slot may be closed between being found and being asked: then there is
			// another by now, or the manager has stopped.
			SessionSlot slot = current.slots().findOrAdd(key, this.catalog.kind(key, this.principal));
			CompletableFuture<S3ExpressSession> session = action.apply(slot);
			if (session != null) {
				return session;
			}
			if (this.run != current) {
				throw S3ExpressSessionException.stopped(key, null);
			}
			Thread.onSpinWait();
		}
	}

	private SessionRun running(SessionKey key) {
		SessionRun current = this.run;
		if (current == null) {
			throw S3ExpressSessionException.stopped(key, null);
		}
		return current;
	}

	private S3ExpressSession await(SessionKey key, Duration minimumLife) {
		boolean inVain = true;
		try {
			this.catalog.check(key);
			CompletableFuture<S3ExpressSession> shared = inSlot(running(key), key, (slot) -> slot.obtain(minimumLife));
			S3ExpressSession session = shared.get(this.limits.createTimeout().toNanos(), TimeUnit.NANOSECONDS);
			inVain = false;
			return session;
		}
		catch (TimeoutException ex) {
			throw tooLate(key);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw AbortedException.create("Interrupted while waiting for a session for " + key.bucket(), ex);
		}
		catch (ExecutionException ex) {
			throw forCaller(key, ex.getCause());
		}
		finally {
			this.lookups.waited(inVain);
		}
	}

	private CompletableFuture<S3ExpressSession> forOneCaller(SessionKey key,
			Function<SessionSlot, @Nullable CompletableFuture<S3ExpressSession>> action) {
		SessionRun current;
		CompletableFuture<S3ExpressSession> shared;
		try {
			this.catalog.check(key);
			current = running(key);
			shared = inSlot(current, key, action);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		CompletableFuture<S3ExpressSession> own = new CompletableFuture<>();
		if (shared.isDone()) {
			shared.whenComplete((session, failure) -> complete(own, key, session, failure));
			return own;
		}
		// What the caller hung on to the future may block: not on the timer's thread, nor
		// on one that makes sessions.
		Runnable cancelDeadline = current.timer()
			.schedule(() -> current.waiters().execute(() -> own.completeExceptionally(tooLate(key))),
					this.limits.createTimeout());
		own.whenComplete((session, failure) -> cancelDeadline.run());
		shared.whenCompleteAsync((session, failure) -> complete(own, key, session, failure), current.waiters());
		return own;
	}

	private static void complete(CompletableFuture<S3ExpressSession> own, SessionKey key,
			@Nullable S3ExpressSession session, @Nullable Throwable failure) {
		if (session != null) {
			own.complete(session);
		}
		else {
			own.completeExceptionally(forCaller(key, failure));
		}
	}

	private S3ExpressSessionException tooLate(SessionKey key) {
		return new S3ExpressSessionException(key,
				"No session for %s within %s; it is still being made for later callers".formatted(key.bucket(),
						this.limits.createTimeout()),
				null);
	}

	private static RuntimeException forCaller(SessionKey key, @Nullable Throwable failure) {
		return (failure instanceof S3ExpressSessionException known) ? known.forCaller()
				: new S3ExpressSessionException(key, "No session for %s: %s".formatted(key.bucket(), failure), failure);
	}

}
