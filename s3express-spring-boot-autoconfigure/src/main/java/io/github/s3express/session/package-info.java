/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Sessions of directory buckets: their keys, their life and the manager that keeps them.
 */
@NullMarked
package io.github.s3express.session;

import org.jspecify.annotations.NullMarked;
