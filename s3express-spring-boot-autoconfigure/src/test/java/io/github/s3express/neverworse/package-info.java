/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The rule that stands over all others: an application is not worse off with the starter
 * than with the SDK alone.
 */
package io.github.s3express.neverworse;
