/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.github.s3express.session.SessionEvent;

/**
 * Remembers what happened to sessions in the last few minutes, for the page.
 */
@Component
class SessionHistory {

	private static final int MAX = 500;

	private static final Duration MEMORY = Duration.ofMinutes(5);

	private final Deque<Entry> entries = new ArrayDeque<>();

	private final InstantSource clock = InstantSource.system();

	@EventListener
	synchronized void on(SessionEvent event) {
		this.entries.add(new Entry(this.clock.instant(), event.key().bucket().value(), event.key().mode().name(),
				event.getClass().getSimpleName()));
		if (this.entries.size() > MAX) {
			this.entries.remove();
		}
	}

	/**
	 * What is remembered, oldest first.
	 */
	synchronized List<Entry> entries() {
		Instant oldest = this.clock.instant().minus(MEMORY);
		this.entries.removeIf((entry) -> entry.time().isBefore(oldest));
		return List.copyOf(this.entries);
	}

	/**
	 * Something that happened.
	 *
	 * @param time when
	 * @param bucket to a session of which bucket
	 * @param mode and of which mode
	 * @param kind what, by the name of the event
	 */
	record Entry(Instant time, String bucket, String mode, String kind) {
	}

}
