/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of the endpoint {@code s3express}.
 */
@NullMarked
package io.github.s3express.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
