/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Keeps JUnit from running two classes at the same time that may share a context, and so
 * a server that is emptied after each test.
 */
class BucketResourceLocks implements ResourceLocksProvider {

	private static final String PREFIX = "io.github.s3express.bucket.";

	@Override
	public Set<Lock> provideForClass(Class<?> testClass) {
		return locks(TestContextAnnotationUtils.findMergedAnnotation(testClass, AutoConfigureS3Express.class));
	}

	private static Set<Lock> locks(@Nullable AutoConfigureS3Express annotation) {
		if (annotation == null) {
			return Set.of();
		}
		Set<String> buckets = new TreeSet<>(Arrays.asList(annotation.buckets()));
		if (buckets.isEmpty()) {
			return Set.of(new Lock(PREFIX + "configured"));
		}
		return buckets.stream().map((bucket) -> new Lock(PREFIX + bucket)).collect(Collectors.toSet());
	}

}
