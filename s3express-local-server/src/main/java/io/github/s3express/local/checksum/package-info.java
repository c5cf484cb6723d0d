/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The checksums of S3 objects.
 */
@NullMarked
package io.github.s3express.local.checksum;

import org.jspecify.annotations.NullMarked;
