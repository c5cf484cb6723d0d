/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Shares sessions with the other instances of an application: takes those that others
 * made, and has only one make each. Knows nothing of how sessions are kept here, nor what
 * the store is.
 */
@NullMarked
package io.github.s3express.session.fleet;

import org.jspecify.annotations.NullMarked;
