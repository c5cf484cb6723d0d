/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLookups;
import io.github.s3express.session.SessionOrigin;

/**
 * Meters of sessions. Numbers of meters are bounded: only so many buckets get a tag value
 * of their own.
 */
public final class S3ExpressMeters implements MeterBinder {

	static final String SESSIONS = "s3express.sessions";

	static final String REMAINING = "s3express.session.remaining";

	static final String CREATIONS = "s3express.session.creations";

	static final String LOOKUPS = "s3express.session.lookups";

	// What a histogram needs to tell a slow CreateSession from a usual one.
	private static final Duration[] CREATION_TIMES = { Duration.ofMillis(10), Duration.ofMillis(25),
			Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
			Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10) };

	private final S3ExpressSessionManager manager;

	private final BucketTags buckets;

	private final RecentSessions sessions;

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	private final Set<Tags> gauges = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the meters and has them listen to the manager.
	 * @param manager keeps the sessions
	 * @param maxBuckets number of buckets that get a tag value of their own; all others
	 * share {@code other}
	 */
	public S3ExpressMeters(S3ExpressSessionManager manager, int maxBuckets) {
		this.manager = manager;
		this.buckets = new BucketTags(maxBuckets);
		this.sessions = new RecentSessions(manager, this::tags, System::nanoTime);
		manager.addListener(this::onSessionEvent);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (SessionFreshness freshness : SessionFreshness.values()) {
			Gauge.builder(SESSIONS, this, (meters) -> meters.sessions.count(freshness))
				.description("Sessions that are known, by how fresh they are")
				.baseUnit("sessions")
				.tag("freshness", tag(freshness))
				.register(registry);
		}
		lookups(registry, "hit", SessionLookups::hits);
		lookups(registry, "wait", SessionLookups::waits);
		lookups(registry, "error", SessionLookups::errors);
		new FleetMeters(this.manager).bindTo(registry);
		this.registries.add(registry);
		// Configured buckets are known by now, so that they get names before others do.
		this.manager.snapshots().forEach((snapshot) -> this.gauges.add(tags(snapshot.key())));
		this.gauges.forEach((tags) -> remaining(registry, tags));
	}

	private void onSessionEvent(SessionEvent event) {
		Tags tags = tags(event.key());
		if (this.gauges.add(tags)) {
			this.registries.forEach((registry) -> remaining(registry, tags));
		}
		if (event instanceof SessionEvent.Created created) {
			created(tags, created.origin(), created.took());
		}
		else if (event instanceof SessionEvent.Refreshed refreshed) {
			created(tags, refreshed.origin(), refreshed.took());
		}
		else if (event instanceof SessionEvent.CreationFailed failed) {
			creation(tags, "failure", failed.took());
		}
		else if (event instanceof SessionEvent.RefreshFailed failed) {
			creation(tags, "failure", failed.took());
		}
	}

	private void lookups(MeterRegistry registry, String result, ToDoubleFunction<SessionLookups> count) {
		FunctionCounter.builder(LOOKUPS, this.manager, (manager) -> count.applyAsDouble(manager.lookups()))
			.description("Look-ups of a session: those that found one, had to wait for one, got none")
			.baseUnit("lookups")
			.tag("result", result)
			.register(registry);
	}

	private void remaining(MeterRegistry registry, Tags tags) {
		Gauge.builder(REMAINING, this, (meters) -> meters.sessions.remaining(tags))
			.description("Life that is left to a session; zero if it ended without replacement")
			.baseUnit("seconds")
			.tags(tags)
			.register(registry);
	}

	// What others made was no creation here.
	private void created(Tags tags, SessionOrigin origin, Duration took) {
		if (origin == SessionOrigin.MADE_HERE) {
			creation(tags, "success", took);
		}
	}

	private void creation(Tags tags, String outcome, Duration took) {
		this.registries.forEach((registry) -> Timer.builder(CREATIONS)
			.description("Creations of sessions, with all tries and the waits between them")
			.serviceLevelObjectives(CREATION_TIMES)
			.tags(tags.and("outcome", outcome))
			.register(registry)
			.record(took));
	}

	private Tags tags(SessionKey key) {
		return Tags.of("bucket", this.buckets.tag(key.bucket()), "mode", tag(key.mode()));
	}

	private static String tag(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
