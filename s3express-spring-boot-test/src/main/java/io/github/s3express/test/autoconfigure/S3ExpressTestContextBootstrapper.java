/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Bootstraps the tests of {@link S3ExpressTest}.
 */
class S3ExpressTestContextBootstrapper extends TestSliceTestContextBootstrapper<S3ExpressTest> {

}
