/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Puts managed sessions into clients of the AWS SDK.
 */
@NullMarked
package io.github.s3express.client;

import org.jspecify.annotations.NullMarked;
