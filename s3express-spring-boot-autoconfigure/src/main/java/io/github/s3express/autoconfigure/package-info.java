/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of S3 Express.
 */
@NullMarked
package io.github.s3express.autoconfigure;

import org.jspecify.annotations.NullMarked;
