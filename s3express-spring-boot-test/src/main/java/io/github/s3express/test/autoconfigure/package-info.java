/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tests of applications against the local server: annotations, and what carries them out.
 */
@NullMarked
package io.github.s3express.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
