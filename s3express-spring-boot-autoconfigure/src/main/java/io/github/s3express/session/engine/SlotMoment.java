/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

/**
 * What a slot's decision depends on besides its state and its input.
 *
 * @param now the moment, on the monotonic clock
 * @param lastUsed when a session of the slot was last asked for
 * @param chance a number from 0 to 1
 */
record SlotMoment(long now, long lastUsed, double chance) {

}
