/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Spring Cloud AWS on a directory bucket.
 */
@NullMarked
package io.github.s3express.samples.springcloudaws;

import org.jspecify.annotations.NullMarked;
