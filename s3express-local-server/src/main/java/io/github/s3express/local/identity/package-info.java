/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Principals, sessions and bucket policies.
 */
@NullMarked
package io.github.s3express.local.identity;

import org.jspecify.annotations.NullMarked;
