/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.regions.Region;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.DurationText;
import io.github.s3express.session.FleetSnapshot;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionListener;
import io.github.s3express.session.SessionLookups;
import io.github.s3express.session.SessionOrigin;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.SessionRoute;
import io.github.s3express.session.SessionSnapshot;
import io.github.s3express.session.creation.CreationFailure;

/**
 * The manager that applications use. Decides nothing about sessions, which is up to the
 * slots: it finds a caller's slot, and has the caller wait.
 * <p>
 * Longer than other classes by the number of ways in which one may ask: its interface has
 * a score of methods, and each is a few lines here.
 */
final class DefaultS3ExpressSessionManager implements S3ExpressSessionManager {

	private static final int MOST_TOO_OLD = 3;

	private final BucketCatalog catalog;

	private final SessionPrincipal principal;

	private final SessionKeys keys;

	private final SessionLimits limits;

	private final SessionEvents events;

	private final Supplier<SessionRun> runs;

	private final Supplier<@Nullable FleetSnapshot> fleet;

	private final LookupCounter lookups = new LookupCounter();

	private final Object lifecycleMonitor = new Object();

	private volatile @Nullable SessionRun run;

	DefaultS3ExpressSessionManager(BucketCatalog catalog, SessionPrincipal principal, SessionLimits limits,
			SessionEvents events, Supplier<SessionRun> runs) {
		this(catalog, principal, limits, events, runs, () -> null);
	}

	DefaultS3ExpressSessionManager(BucketCatalog catalog, SessionPrincipal principal, SessionLimits limits,
			SessionEvents events, Supplier<SessionRun> runs, Supplier<@Nullable FleetSnapshot> fleet) {
		this.catalog = catalog;
		this.principal = principal;
		this.keys = new SessionKeys(catalog, principal);
		this.limits = limits;
		this.events = events;
		this.runs = runs;
		this.fleet = fleet;
		start();
	}

	@Override
	public SessionKey key(String bucket, String operation, SessionPrincipal principal, SessionRoute route) {
		return this.keys.of(bucket).key(operation, principal, route);
	}

	@Override
	public @Nullable Region region(String bucket) {
		return this.keys.of(bucket).region();
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
			throw new IllegalArgumentException(
					"A session that lives %s was asked for, but none lives longer than %s; ask for less"
						.formatted(DurationText.of(minimumLife), DurationText.of(RefreshPolicy.LONGEST_LIFE)));
		}
		S3ExpressSession session = slotHas(key, minimumLife);
		if (session != null) {
			this.lookups.hit();
			return session;
		}
		session = await(key, minimumLife);
		for (int again = 0; again < MOST_TOO_OLD && session.origin() == SessionOrigin.FROM_FLEET
				&& session.life().compareTo(minimumLife) >= 0 && slotHas(key, minimumLife) == null; again++) {
			// Wanted by somebody whom any life would do, and taken when part of it was
			// over.
			session = await(key, minimumLife);
		}
		if (session.life().compareTo(minimumLife) < 0) {
			throw new S3ExpressSessionException(key,
					"No session for %s that lives %s: the service gives sessions of %s at present; ask for less"
						.formatted(key.bucket(), DurationText.of(minimumLife), DurationText.of(session.life())),
					null, true);
		}
		return session;
	}

	private @Nullable S3ExpressSession slotHas(SessionKey key, Duration minimumLife) {
		SessionSlot slot = running(key).slots().find(key);
		return (slot != null) ? slot.usable(minimumLife) : null;
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
		SessionSlot slot = holderOf(bucket, sessionToken);
		S3ExpressSession session = (slot != null) ? slot.current() : null;
		return slot != null && session != null && session.credentials().sessionToken().equals(sessionToken)
				&& slot.invalidate(session);
	}

	@Override
	public void served(String bucket, String sessionToken) {
		SessionSlot slot = holderOf(bucket, sessionToken);
		S3ExpressSession session = (slot != null) ? slot.current() : null;
		if (slot != null && session != null && session.credentials().sessionToken().equals(sessionToken)) {
			slot.served(session);
		}
	}

	private @Nullable SessionSlot holderOf(String bucket, String sessionToken) {
		SessionRun current = this.run;
		return (current != null) ? current.slots().find(bucket, sessionToken) : null;
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
		return snapshots(SessionSlots::all);
	}

	@Override
	public List<SessionSnapshot> snapshots(String bucket) {
		return snapshots((slots) -> slots.of(bucket));
	}

	private List<SessionSnapshot> snapshots(Function<SessionSlots, Stream<SessionSlot>> selection) {
		SessionRun current = this.run;
		if (current == null) {
			return List.of();
		}
		return selection.apply(current.slots())
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
	public @Nullable FleetSnapshot fleet() {
		return this.fleet.get();
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
				throw CreationFailure.stopped(key, null);
			}
			Thread.onSpinWait();
		}
	}

	private SessionRun running(SessionKey key) {
		SessionRun current = this.run;
		if (current == null) {
			throw CreationFailure.stopped(key, null);
		}
		return current;
	}

	private S3ExpressSession await(SessionKey key, Duration minimumLife) {
		boolean inVain = true;
		try {
			this.catalog.check(key);
			CompletableFuture<S3ExpressSession> shared = inSlot(running(key), key, (slot) -> slot.obtain(minimumLife));
			try {
				S3ExpressSession session = shared.get(this.limits.createTimeout().toNanos(), TimeUnit.NANOSECONDS);
				inVain = false;
				return session;
			}
			finally {
				SessionInMaking.gaveUp(shared);
			}
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
		CompletableFuture<S3ExpressSession> own = current.callers()
			.of(shared, (future, session, failure) -> complete(future, key, session, failure),
					this.limits.createTimeout(), () -> tooLate(key));
		own.whenComplete((session, failure) -> SessionInMaking.gaveUp(shared));
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
						DurationText.of(this.limits.createTimeout())),
				null, true);
	}

	// With the caller's own stack trace.
	private static S3ExpressSessionException forCaller(SessionKey key, @Nullable Throwable failure) {
		S3ExpressSessionException shared = CreationFailure.asSessionException(key, Objects.requireNonNull(failure));
		return new S3ExpressSessionException(shared.key(), shared.rawMessage(),
				(shared.getCause() != null) ? shared.getCause() : shared, shared.isPassing());
	}

}
