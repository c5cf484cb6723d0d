/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.List;

/**
 * What follows from an input.
 *
 * @param next the slot's next state
 * @param effects what to do, in this order
 * @param reply what to tell whoever brought the input
 */
record SlotStep(SlotState next, List<SlotEffect> effects, SlotReply reply) {

}
