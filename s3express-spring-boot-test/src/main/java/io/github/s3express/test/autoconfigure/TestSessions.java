/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import io.github.s3express.autoconfigure.S3ExpressProperties;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionSnapshot;

/**
 * The application's sessions between its tests.
 */
class TestSessions {

	private final List<S3ExpressSessionManager> managers;

	private final S3ExpressProperties properties;

	/**
	 * Creates an instance.
	 * @param managers the application's manager; none where S3 Express is switched off
	 * @param properties the application's properties
	 */
	TestSessions(List<S3ExpressSessionManager> managers, S3ExpressProperties properties) {
		this.managers = managers;
		this.properties = properties;
	}

	/**
	 * Waits for the sessions that are made while the application starts, at most as long
	 * as anybody waits for a session.
	 */
	void awaitWarmUp() {
		if (this.properties.getSession().isEnabled()) {
			forEach((snapshot) -> snapshot.freshness() == SessionFreshness.PENDING && isWarmedUp(snapshot.key()),
					(manager, key) -> manager.getAsync(key).handle((session, failure) -> true).join());
		}
	}

	private boolean isWarmedUp(SessionKey key) {
		String name = key.bucket().value();
		return this.properties.getBuckets()
			.entrySet()
			.stream()
			.filter((bucket) -> name.equals(bucket.getValue().getName()) || name.equals(bucket.getKey()))
			.anyMatch((bucket) -> bucket.getValue().isWarmUp());
	}

	/**
	 * Lets all sessions go, so that the next requests make new ones.
	 */
	void releaseAll() {
		forEach((snapshot) -> true, S3ExpressSessionManager::release);
	}

	/**
	 * Forgets failures, so that nobody waits for a manager that spaces its tries out.
	 */
	void releaseFailed() {
		forEach((snapshot) -> snapshot.failures() > 0, S3ExpressSessionManager::release);
	}

	private void forEach(Predicate<SessionSnapshot> which, BiConsumer<S3ExpressSessionManager, SessionKey> action) {
		for (S3ExpressSessionManager manager : this.managers) {
			manager.snapshots()
				.stream()
				.filter(which)
				.map(SessionSnapshot::key)
				.forEach((key) -> action.accept(manager, key));
		}
	}

}
