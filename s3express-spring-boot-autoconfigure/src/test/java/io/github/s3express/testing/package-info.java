/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What tests of several packages use.
 */
package io.github.s3express.testing;
