/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The operations of S3 Express: routing, authorisation and one handler each.
 */
@NullMarked
package io.github.s3express.local.operation;

import org.jspecify.annotations.NullMarked;
