/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes blocks on to several observers. Whatever one of them throws is logged and
 * changes nothing for the others, nor for the block: by then it may be in the object.
 */
final class CompositeAppendObserver implements AppendObserver {

	private static final Logger logger = LoggerFactory.getLogger(CompositeAppendObserver.class);

	private final List<AppendObserver> observers;

	CompositeAppendObserver(Collection<AppendObserver> observers) {
		this.observers = List.copyOf(observers);
	}

	@Override
	public Appending started(String bucket, String key, int bytes) {
		List<Appending> started = new ArrayList<>(this.observers.size());
		for (AppendObserver observer : this.observers) {
			guarded(() -> started.add(observer.started(bucket, key, bytes)));
		}
		return (end) -> started.forEach((appending) -> guarded(() -> appending.ended(end)));
	}

	private static void guarded(Runnable call) {
		try {
			call.run();
		}
		catch (RuntimeException ex) {
			logger.warn("An observer of appends failed", ex);
		}
	}

}
