/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Makes sessions: the CreateSession call, its retries, how many calls go out at a time,
 * what their failures mean and the policies that allow them. Knows nothing of how
 * sessions are kept.
 */
@NullMarked
package io.github.s3express.session.creation;

import org.jspecify.annotations.NullMarked;
