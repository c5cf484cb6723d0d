/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A small object service over HTTP on a directory bucket.
 */
@NullMarked
package io.github.s3express.samples.quickstart;

import org.jspecify.annotations.NullMarked;
