/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import io.github.s3express.session.SessionKey;

/**
 * What does not change while a slot lives.
 *
 * @param key what its sessions are for
 * @param kind how much it matters
 * @param timing when to do what
 */
record SlotRules(SessionKey key, SlotKind kind, SlotTiming timing) {

}
