/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A log in a directory bucket whose writer is killed, continued and verified.
 */
@NullMarked
package io.github.s3express.samples.log;

import org.jspecify.annotations.NullMarked;
