/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionSnapshot;

/**
 * Health of one bucket's sessions. Down if one of them should serve and does not, unknown
 * if none was made yet.
 */
final class BucketHealthIndicator implements HealthIndicator {

	private final S3ExpressSessionManager manager;

	private final String bucket;

	private final Duration downBeforeExpiry;

	BucketHealthIndicator(S3ExpressSessionManager manager, String bucket, Duration downBeforeExpiry) {
		this.manager = manager;
		this.bucket = bucket;
		this.downBeforeExpiry = downBeforeExpiry;
	}

	@Override
	public Health health() {
		List<SessionSnapshot> snapshots = SessionSnapshots.of(this.manager, this.bucket);
		return Health.status(status(snapshots))
			.withDetail("sessions", snapshots.stream().map(SessionDescriptor::of).toList())
			.build();
	}

	private Status status(List<SessionSnapshot> snapshots) {
		if (snapshots.stream().anyMatch(this::isDown)) {
			return Status.DOWN;
		}
		boolean pending = snapshots.stream().allMatch((snapshot) -> snapshot.freshness() == SessionFreshness.PENDING);
		return pending ? Status.UNKNOWN : Status.UP;
	}

	private boolean isDown(SessionSnapshot snapshot) {
		return switch (snapshot.freshness()) {
			case EXPIRED, FAILED -> true;
			case STALE -> snapshot.remaining() != null && snapshot.remaining().compareTo(this.downBeforeExpiry) < 0;
			case FRESH, REFRESHING, PENDING, IDLE -> false;
		};
	}

}
