/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Meters and observations: what monitoring sees of sessions.
 */
@NullMarked
package io.github.s3express.micrometer;

import org.jspecify.annotations.NullMarked;
