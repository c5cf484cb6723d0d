/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Ships what an application logs to an object of a directory bucket, which is renamed
 * once it is large.
 */
@NullMarked
package io.github.s3express.samples.logback;

import org.jspecify.annotations.NullMarked;
