/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of the health of sessions.
 */
@NullMarked
package io.github.s3express.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
