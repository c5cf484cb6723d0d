/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What directory buckets alone can do: append to an object and rename one, so that
 * nothing is lost and nothing doubled. Works on any client of the AWS SDK.
 */
@NullMarked
package io.github.s3express.operations;

import org.jspecify.annotations.NullMarked;
