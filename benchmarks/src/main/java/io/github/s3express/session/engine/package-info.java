/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Starts the session manager in simulated time. In the package of the manager, because
 * its clock, timer and caller of CreateSession are not open to applications.
 */
@NullMarked
package io.github.s3express.session.engine;

import org.jspecify.annotations.NullMarked;
