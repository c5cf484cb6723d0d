/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of what the instances of an application share.
 */
@NullMarked
package io.github.s3express.autoconfigure.fleet;

import org.jspecify.annotations.NullMarked;
