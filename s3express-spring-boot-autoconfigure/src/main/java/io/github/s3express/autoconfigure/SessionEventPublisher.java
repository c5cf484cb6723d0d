/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.springframework.context.ApplicationEventPublisher;

import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionListener;

/**
 * Publishes what happens to sessions as application events, each as itself: an
 * {@code @EventListener} takes {@link SessionEvent} or one of its kinds.
 */
class SessionEventPublisher implements SessionListener {

	private final ApplicationEventPublisher publisher;

	SessionEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void onSessionEvent(SessionEvent event) {
		this.publisher.publishEvent(event);
	}

}
