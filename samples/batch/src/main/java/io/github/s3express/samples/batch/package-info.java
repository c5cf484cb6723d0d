/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A Spring Batch job that writes an object of a directory bucket, fails and is restarted.
 */
@NullMarked
package io.github.s3express.samples.batch;

import org.jspecify.annotations.NullMarked;
