/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.util.Objects;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.github.s3express.session.FleetSnapshot;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * Meters of the sharing of sessions. None if nothing is shared.
 */
final class FleetMeters implements MeterBinder {

	static final String SHARING = "s3express.fleet.sharing";

	static final String SESSIONS = "s3express.fleet.sessions";

	static final String LEASES = "s3express.fleet.leases";

	static final String STORE_FAILURES = "s3express.fleet.store.failures";

	static final String UNDECIPHERABLE = "s3express.fleet.undecipherable";

	static final String REMOVALS = "s3express.fleet.removals";

	private final S3ExpressSessionManager manager;

	FleetMeters(S3ExpressSessionManager manager) {
		this.manager = manager;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.manager.fleet() == null) {
			return;
		}
		// A registry holds what it reads weakly: the manager lives as long as the
		// application, nobody keeps this.
		Gauge.builder(SHARING, this.manager, (manager) -> fleet(manager).sharing() ? 1 : 0)
			.description("Whether the store of sessions is asked: 1, or 0 while it fails")
			.register(registry);
		session(registry, "taken", FleetSnapshot::taken);
		session(registry, "made", FleetSnapshot::made);
		counter(LEASES, "leases", FleetSnapshot::leases)
			.description("Rights to make a session for all instances that the store gave to this one")
			.register(registry);
		counter(STORE_FAILURES, "failures", FleetSnapshot::storeFailures)
			.description("Answers of the store of sessions that were errors, or came too late")
			.register(registry);
		counter(UNDECIPHERABLE, "values", FleetSnapshot::undecipherable)
			.description("Values in the store of sessions that no key opens")
			.register(registry);
		counter(REMOVALS, "sessions", FleetSnapshot::removed)
			.description("Sessions removed from the store because the service refused them")
			.register(registry);
	}

	private void session(MeterRegistry registry, String how, ToDoubleFunction<FleetSnapshot> count) {
		counter(SESSIONS, "sessions", count).description("Sessions taken from other instances, and made here for them")
			.tag("how", how)
			.register(registry);
	}

	private FunctionCounter.Builder<S3ExpressSessionManager> counter(String name, String unit,
			ToDoubleFunction<FleetSnapshot> count) {
		return FunctionCounter.builder(name, this.manager, (manager) -> count.applyAsDouble(fleet(manager)))
			.baseUnit(unit);
	}

	private static FleetSnapshot fleet(S3ExpressSessionManager manager) {
		return Objects.requireNonNull(manager.fleet());
	}

}
