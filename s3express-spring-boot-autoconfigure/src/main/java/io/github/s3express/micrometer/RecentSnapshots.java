/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionSnapshot;

/**
 * The manager's snapshots, at most a second old, so that one scrape of many gauges takes
 * them once.
 */
final class RecentSnapshots {

	private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

	private final S3ExpressSessionManager manager;

	private final LongSupplier nanoTime;

	private List<SessionSnapshot> snapshots = List.of();

	private long taken;

	private boolean any;

	RecentSnapshots(S3ExpressSessionManager manager, LongSupplier nanoTime) {
		this.manager = manager;
		this.nanoTime = nanoTime;
	}

	synchronized List<SessionSnapshot> get() {
		long now = this.nanoTime.getAsLong();
		if (!this.any || now - this.taken >= MAX_AGE) {
			this.snapshots = this.manager.snapshots();
			this.taken = now;
			this.any = true;
		}
		return this.snapshots;
	}

}
