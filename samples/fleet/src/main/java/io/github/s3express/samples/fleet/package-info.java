/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Instances of one application that share their sessions.
 */
@NullMarked
package io.github.s3express.samples.fleet;

import org.jspecify.annotations.NullMarked;
