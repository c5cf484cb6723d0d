/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;

import io.github.s3express.session.S3ExpressSessionManager;

/**
 * Health of all sessions, one component per bucket: configured buckets from the start,
 * others as they are used. Reads what the manager knows and makes no call.
 */
public final class S3ExpressHealthContributor implements CompositeHealthContributor {

	private final S3ExpressSessionManager manager;

	private final SessionHealthSettings settings;

	/**
	 * Creates the contributor.
	 * @param manager knows the sessions
	 * @param settings what it shows and what turns it down
	 */
	public S3ExpressHealthContributor(S3ExpressSessionManager manager, SessionHealthSettings settings) {
		this.manager = manager;
		this.settings = settings;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.manager.snapshots(name).isEmpty() ? null : indicator(name);
	}

	@Override
	public Stream<Entry> stream() {
		return this.manager.snapshots()
			.stream()
			.map((snapshot) -> snapshot.key().bucket().value())
			.distinct()
			.map((bucket) -> new Entry(bucket, indicator(bucket)));
	}

	private BucketHealthIndicator indicator(String bucket) {
		return new BucketHealthIndicator(this.manager, bucket, this.settings);
	}

}
