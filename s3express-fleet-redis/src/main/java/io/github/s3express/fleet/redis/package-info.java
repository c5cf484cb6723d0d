/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Keeps the sessions that a fleet shares in Redis or Valkey.
 */
@NullMarked
package io.github.s3express.fleet.redis;

import org.jspecify.annotations.NullMarked;
