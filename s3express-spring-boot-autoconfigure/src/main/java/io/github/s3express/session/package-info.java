/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Sessions of directory buckets as applications see them: keys, sessions, settings,
 * events and the interface of the manager that keeps them.
 */
@NullMarked
package io.github.s3express.session;

import org.jspecify.annotations.NullMarked;
