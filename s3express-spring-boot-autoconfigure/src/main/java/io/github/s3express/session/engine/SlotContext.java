/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import io.github.s3express.session.creation.SessionClock;
import io.github.s3express.session.creation.SessionCreator;
import io.github.s3express.session.creation.SessionTimer;

/**
 * What every slot of a manager works with.
 *
 * @param creator makes sessions, tries and waits included
 * @param timing when to do what
 * @param clock tells the time
 * @param timer wakes slots
 * @param random spreads refreshes and retries
 * @param events learns what happens
 * @param listeners calls listeners, who must not hold up anybody
 * @param credentials notices new IAM credentials
 */
record SlotContext(SessionCreator creator, SlotTiming timing, SessionClock clock, SessionTimer timer,
		RandomGenerator random, SessionEvents events, Executor listeners, CredentialsWatch credentials) {

	double chance() {
		return this.random.nextDouble();
	}

}
