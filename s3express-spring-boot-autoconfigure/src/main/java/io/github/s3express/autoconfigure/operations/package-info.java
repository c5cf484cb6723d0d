/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of appending and renaming.
 */
@NullMarked
package io.github.s3express.autoconfigure.operations;

import org.jspecify.annotations.NullMarked;
