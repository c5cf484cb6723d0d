/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Answers in the forms of the AWS CLI.
 */
@NullMarked
package io.github.s3express.samples.createsession.output;

import org.jspecify.annotations.NullMarked;
