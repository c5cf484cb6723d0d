/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Signature Version 4: header and presigned requests, and every form of payload.
 */
@NullMarked
package io.github.s3express.local.sigv4;

import org.jspecify.annotations.NullMarked;
