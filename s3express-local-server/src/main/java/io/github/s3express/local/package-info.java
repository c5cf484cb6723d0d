/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * An in-process stand-in for Amazon S3 Express One Zone, for laptops, tests and CI.
 */
@NullMarked
package io.github.s3express.local;

import org.jspecify.annotations.NullMarked;
