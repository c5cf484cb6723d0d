/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.engine.SimulatedSessions;
import io.github.s3express.session.engine.VirtualClock;
import io.github.s3express.session.engine.VirtualService;

/**
 * The real session manager on a simulated clock. As with the starter, its buckets are
 * configured and their sessions are made while it starts.
 */
final class SimulatedManager implements SimulatedCache {

	private final S3ExpressSessionManager manager;

	private final List<SessionKey> keys;

	SimulatedManager(VirtualClock clock, int buckets, RefreshPolicy policy, long seed, VirtualService service,
			@Nullable FleetSessionStore store) {
		List<String> names = IntStream.range(0, buckets).mapToObj(Buckets::name).toList();
		this.manager = SimulatedSessions.start(clock, names, policy, seed, service, store);
		this.keys = names.stream().map((name) -> this.manager.keys(name).get(0)).toList();
		this.keys.forEach(this.manager::getAsync);
	}

	@Override
	public boolean request(int bucket) {
		return !this.manager.getAsync(this.keys.get(bucket)).isDone();
	}

}
