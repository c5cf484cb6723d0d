/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionCreationObserver;
import io.github.s3express.session.SessionKey;

/**
 * Tells all observers of creations, each whatever the others do. They are looked up at
 * the first creation, so that they may have the session manager injected.
 */
class SessionCreationObservers implements SessionCreationObserver {

	private static final Logger logger = LoggerFactory.getLogger(SessionCreationObservers.class);

	private final SingletonSupplier<List<SessionCreationObserver>> observers;

	SessionCreationObservers(ObjectProvider<SessionCreationObserver> observers) {
		this.observers = SingletonSupplier.of(() -> observers.orderedStream().toList());
	}

	@Override
	public Creation started(SessionKey key) {
		List<Creation> creations = this.observers.obtain()
			.stream()
			.map((observer) -> tell(key, (seen) -> observer.started(seen)))
			.filter(Objects::nonNull)
			.toList();
		return (failure) -> creations.forEach((creation) -> end(creation, key, failure));
	}

	private static void end(Creation creation, SessionKey key, @Nullable S3ExpressSessionException failure) {
		tell(key, (seen) -> {
			creation.ended(failure);
			return creation;
		});
	}

	private static @Nullable Creation tell(SessionKey key, Function<SessionKey, Creation> observer) {
		try {
			return observer.apply(key);
		}
		catch (RuntimeException ex) {
			logger.warn("An observer failed on the creation of {}", key, ex);
			return null;
		}
	}

}
