/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The command line of {@code aws s3api create-session}, with the starter's session
 * manager behind it.
 */
@NullMarked
package io.github.s3express.samples.createsession;

import org.jspecify.annotations.NullMarked;
