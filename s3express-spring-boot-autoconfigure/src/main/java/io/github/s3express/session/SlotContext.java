/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.random.RandomGenerator;

/**
 * What every slot of a manager works with.
 *
 * @param creator makes sessions, tries and waits included
 * @param policy when to do what
 * @param clock tells the time
 * @param timer wakes slots
 * @param random spreads refreshes and retries
 * @param events learns what happens
 */
record SlotContext(SessionCreator creator, RefreshPolicy policy, SessionClock clock, SessionTimer timer,
		RandomGenerator random, SessionEvents events) {

	double chance() {
		return this.random.nextDouble();
	}

}
