/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Keeps sessions: the manager and its builder, the slots that hold one session each, the
 * threads and the timing. Uses {@code session.creation} to make sessions.
 */
@NullMarked
package io.github.s3express.session.engine;

import org.jspecify.annotations.NullMarked;
