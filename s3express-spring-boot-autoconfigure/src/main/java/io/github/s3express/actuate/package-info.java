/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Health and the endpoint: what an operator sees of sessions.
 */
@NullMarked
package io.github.s3express.actuate;

import org.jspecify.annotations.NullMarked;
