/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionSnapshot;

/**
 * What gauges say of sessions, at most a second old: one scrape of many gauges goes
 * through the sessions once.
 */
final class RecentSessions {

	private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

	private final S3ExpressSessionManager manager;

	private final Function<SessionKey, Tags> tags;

	private final LongSupplier nanoTime;

	private Summary summary = new Summary(Map.of(), Map.of());

	private long taken;

	private boolean any;

	RecentSessions(S3ExpressSessionManager manager, Function<SessionKey, Tags> tags, LongSupplier nanoTime) {
		this.manager = manager;
		this.tags = tags;
		this.nanoTime = nanoTime;
	}

	/**
	 * The number of sessions of a freshness.
	 */
	double count(SessionFreshness freshness) {
		return summary().counts().getOrDefault(freshness, 0);
	}

	/**
	 * The least that is left, in seconds, to a session with these tags; not a number if
	 * there is none that has lived.
	 */
	double remaining(Tags wanted) {
		return summary().remaining().getOrDefault(wanted, Double.NaN);
	}

	private synchronized Summary summary() {
		long now = this.nanoTime.getAsLong();
		if (!this.any || now - this.taken >= MAX_AGE) {
			this.summary = summarize(this.manager.snapshots());
			this.taken = now;
			this.any = true;
		}
		return this.summary;
	}

	private Summary summarize(List<SessionSnapshot> snapshots) {
		Map<SessionFreshness, Integer> counts = new EnumMap<>(SessionFreshness.class);
		Map<Tags, Double> least = new HashMap<>();
		for (SessionSnapshot snapshot : snapshots) {
			counts.merge(snapshot.freshness(), 1, Integer::sum);
			Double remaining = remaining(snapshot);
			if (remaining != null) {
				least.merge(this.tags.apply(snapshot.key()), remaining, Math::min);
			}
		}
		return new Summary(counts, least);
	}

	private static @Nullable Double remaining(SessionSnapshot snapshot) {
		Duration remaining = snapshot.remaining();
		if (remaining != null) {
			return remaining.toMillis() / 1000.0;
		}
		boolean missing = snapshot.freshness() == SessionFreshness.EXPIRED
				|| snapshot.freshness() == SessionFreshness.FAILED;
		return missing ? 0.0 : null;
	}

	private record Summary(Map<SessionFreshness, Integer> counts, Map<Tags, Double> remaining) {
	}

}
