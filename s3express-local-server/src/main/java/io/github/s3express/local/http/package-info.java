/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The HTTP/1.1 engine: sockets, request parsing, limits and timeouts. Knows nothing of
 * S3.
 */
@NullMarked
package io.github.s3express.local.http;

import org.jspecify.annotations.NullMarked;
