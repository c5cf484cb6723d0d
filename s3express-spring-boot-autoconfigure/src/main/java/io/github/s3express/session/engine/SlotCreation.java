/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;

/**
 * A creation of a slot.
 *
 * @param number tells it from the slot's other creations
 * @param startAt the moment from which on it may start
 * @param running whether it has started
 * @param asked whether somebody asked for it; otherwise it is a refresh, or a try after a
 * failure, that the slot began by itself
 * @param minimumLife how long the session should live
 */
record SlotCreation(int number, long startAt, boolean running, boolean asked, Duration minimumLife) {

	SlotCreation started(long now) {
		return new SlotCreation(this.number, now, true, this.asked, this.minimumLife);
	}

}
