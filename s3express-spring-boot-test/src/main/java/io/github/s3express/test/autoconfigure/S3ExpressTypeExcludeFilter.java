/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * Leaves out components that {@link S3ExpressTest} does not let in.
 */
final class S3ExpressTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<S3ExpressTest> {

	S3ExpressTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

}
