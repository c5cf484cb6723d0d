/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionSnapshot;

/**
 * Health of one bucket's sessions. Down if one of them should serve and does not, unknown
 * if none was made yet. Of a bucket that is not configured, and of sessions that a caller
 * makes with credentials of its own, nobody but the callers can say whether they should
 * serve: they are unknown at worst.
 */
final class BucketHealthIndicator implements HealthIndicator {

	private final S3ExpressSessionManager manager;

	private final String bucket;

	private final SessionHealthSettings settings;

	BucketHealthIndicator(S3ExpressSessionManager manager, String bucket, SessionHealthSettings settings) {
		this.manager = manager;
		this.bucket = bucket;
		this.settings = settings;
	}

	@Override
	public Health health() {
		List<SessionSnapshot> snapshots = this.manager.snapshots(this.bucket);
		Health.Builder health = Health.status(status(snapshots));
		if (this.settings.endpoint() != null) {
			health.withDetail("endpoint", this.settings.endpoint());
		}
		return health
			.withDetail("sessions", SessionDescriptor.of(snapshots, this.settings.texts(), this.settings.showValues()))
			.build();
	}

	private Status status(List<SessionSnapshot> snapshots) {
		Set<SessionKey> counted = counted(snapshots);
		boolean anyUp = false;
		for (SessionSnapshot snapshot : snapshots) {
			boolean down = isDown(snapshot);
			if (down && counted.contains(snapshot.key())) {
				return Status.DOWN;
			}
			anyUp = anyUp || (!down && snapshot.freshness() != SessionFreshness.PENDING);
		}
		return anyUp ? Status.UP : Status.UNKNOWN;
	}

	private Set<SessionKey> counted(Collection<SessionSnapshot> snapshots) {
		if (this.settings.downForAll()) {
			return new HashSet<>(snapshots.stream().map(SessionSnapshot::key).toList());
		}
		return this.settings.configured().contains(this.bucket) ? Set.copyOf(this.manager.keys(this.bucket)) : Set.of();
	}

	private boolean isDown(SessionSnapshot snapshot) {
		return switch (snapshot.freshness()) {
			case EXPIRED, FAILED -> true;
			case STALE ->
				snapshot.remaining() != null && snapshot.remaining().compareTo(this.settings.downBeforeExpiry()) < 0;
			case FRESH, REFRESHING, PENDING, IDLE -> false;
		};
	}

}
