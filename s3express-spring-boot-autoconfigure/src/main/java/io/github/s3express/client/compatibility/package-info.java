/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What makes libraries that were written for general purpose buckets work on directory
 * buckets, apart from signing.
 */
@NullMarked
package io.github.s3express.client.compatibility;

import org.jspecify.annotations.NullMarked;
