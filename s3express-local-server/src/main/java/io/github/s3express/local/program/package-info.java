/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The program around the local server: its command line and what it prints. It stands
 * above the server and the recorder, which do not know it.
 */
@NullMarked
package io.github.s3express.local.program;

import org.jspecify.annotations.NullMarked;
