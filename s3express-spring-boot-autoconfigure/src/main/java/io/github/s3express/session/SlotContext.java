/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.concurrent.Executor;
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
 * @param listeners calls listeners on behalf of the timer, whose thread they must not
 * hold up
 */
record SlotContext(SessionCreator creator, RefreshPolicy policy, SessionClock clock, SessionTimer timer,
		RandomGenerator random, SessionEvents events, Executor listeners) {

	double chance() {
		return this.random.nextDouble();
	}

}
