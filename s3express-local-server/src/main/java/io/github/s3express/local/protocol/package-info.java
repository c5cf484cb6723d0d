/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What S3 says on the wire around its operations: errors, XML, URI encoding, dates.
 */
@NullMarked
package io.github.s3express.local.protocol;

import org.jspecify.annotations.NullMarked;
