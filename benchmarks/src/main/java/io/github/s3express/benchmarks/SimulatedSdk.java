/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.cache.CachedSupplier;
import software.amazon.awssdk.utils.cache.RefreshResult;
import software.amazon.awssdk.utils.cache.lru.LruCache;

import io.github.s3express.session.engine.VirtualClock;
import io.github.s3express.session.engine.VirtualService;

/**
 * The cache of the SDK on a simulated clock. Its parts are the SDK's own classes:
 * {@link LruCache} and {@link CachedSupplier}. Modelled after release 2.54.3 is what puts
 * them together and cannot be given a clock: their settings
 * ({@code S3ExpressIdentityCache}, {@code CachedS3ExpressCredentials}) and the refresh in
 * the background ({@code NonBlocking}). CreateSession is answered at once here, so a
 * refresh in the background takes no time.
 */
final class SimulatedSdk implements SimulatedCache {

	private static final int MAX_SESSIONS = 25;

	private static final Duration STALE_BEFORE_EXPIRY = Duration.ofSeconds(15);

	private static final Duration PREFETCH_BEFORE_EXPIRY = Duration.ofSeconds(60);

	// So long after a session is first due it is replaced even if no request came.
	private static final Duration BACKGROUND_DELAY = Duration.ofSeconds(1);

	private final VirtualClock virtualClock;

	private final Clock clock;

	private final VirtualService service;

	private final LruCache<Integer, CachedSupplier<Instant>> cache;

	private boolean inBackground;

	private boolean waited;

	SimulatedSdk(VirtualClock clock, VirtualService service) {
		this.virtualClock = clock;
		this.clock = clock.asClock();
		this.service = service;
		this.cache = LruCache.builder(this::entry).maxSize(MAX_SESSIONS).build();
	}

	@Override
	public boolean request(int bucket) {
		this.waited = false;
		this.cache.get(bucket).get();
		return this.waited;
	}

	private CachedSupplier<Instant> entry(Integer bucket) {
		return CachedSupplier.builder(this::createSession).prefetchStrategy(new Prefetch()).clock(this.clock).build();
	}

	private RefreshResult<Instant> createSession() {
		this.waited |= !this.inBackground;
		this.service.called().run();
		Instant expires = this.clock.instant().plus(this.service.life());
		return RefreshResult.builder(expires)
			.prefetchTime(expires.minus(PREFETCH_BEFORE_EXPIRY))
			.staleTime(expires.minus(STALE_BEFORE_EXPIRY))
			.build();
	}

	private final class Prefetch implements CachedSupplier.PrefetchStrategy {

		private @Nullable CachedSupplier<?> supplier;

		private Runnable cancel = () -> {
		};

		private boolean closed;

		@Override
		public void initializeCachedSupplier(CachedSupplier<?> supplier) {
			this.supplier = supplier;
		}

		@Override
		public void prefetch(Runnable valueUpdater) {
			SimulatedSdk.this.inBackground = true;
			valueUpdater.run();
			SimulatedSdk.this.inBackground = false;
		}

		@Override
		public <T> RefreshResult<T> fetch(Supplier<RefreshResult<T>> source) {
			RefreshResult<T> result = source.get();
			Duration wait = Duration.between(SimulatedSdk.this.clock.instant(), result.prefetchTime());
			if (!this.closed && !wait.isNegative()) {
				this.cancel.run();
				this.cancel = SimulatedSdk.this.virtualClock.schedule(this::refresh, wait.plus(BACKGROUND_DELAY));
			}
			return result;
		}

		private void refresh() {
			if (this.supplier != null) {
				this.supplier.get();
			}
		}

		@Override
		public void close() {
			this.closed = true;
			this.cancel.run();
		}

	}

}
