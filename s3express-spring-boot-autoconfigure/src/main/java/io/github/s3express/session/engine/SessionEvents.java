/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionListener;

/**
 * Passes events on to the listeners: added under the lock of their slot, so that each
 * listener hears in order, and delivered outside. Each listener has a mailbox of its own,
 * so that none waits for another.
 */
final class SessionEvents {

	private final List<ListenerMailbox> mailboxes = new CopyOnWriteArrayList<>();

	void addListener(SessionListener listener) {
		this.mailboxes.add(new ListenerMailbox(listener));
	}

	void removeListener(SessionListener listener) {
		this.mailboxes.removeIf((mailbox) -> mailbox.belongsTo(listener));
	}

	void add(SessionEvent event) {
		this.mailboxes.forEach((mailbox) -> mailbox.add(event));
	}

	/**
	 * Delivers what was added.
	 * @param executor runs listeners, each on one thread at a time
	 */
	void deliver(Executor executor) {
		this.mailboxes.forEach((mailbox) -> mailbox.deliver(executor));
	}

}
