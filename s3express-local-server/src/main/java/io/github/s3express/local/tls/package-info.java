/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Certificates of a server that speaks TLS: made at start or read from PEM files. Knows
 * nothing of S3 nor of HTTP.
 */
@NullMarked
package io.github.s3express.local.tls;

import org.jspecify.annotations.NullMarked;
