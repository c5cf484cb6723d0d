/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The session manager beside the cache that the AWS SDK keeps by itself, in one run.
 */
@NullMarked
package io.github.s3express.benchmarks;

import org.jspecify.annotations.NullMarked;
