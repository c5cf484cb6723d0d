/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Buckets, objects and their bytes, in memory or in files.
 */
@NullMarked
package io.github.s3express.local.storage;

import org.jspecify.annotations.NullMarked;
