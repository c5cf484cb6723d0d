/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Reads {@link AutoConfigureS3Express}, also from enclosing classes.
 */
class TestServerContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		AutoConfigureS3Express annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				AutoConfigureS3Express.class);
		return (annotation != null) ? customizer(testClass, annotation) : null;
	}

	private static TestServerContextCustomizer customizer(Class<?> testClass, AutoConfigureS3Express annotation) {
		// Sorted, so that contexts which differ in the order of names only are one.
		TestServerSettings settings = new TestServerSettings(List.copyOf(new TreeSet<>(List.of(annotation.buckets()))),
				annotation.sessionLifetime(), annotation.tls());
		try {
			settings.server();
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"@AutoConfigureS3Express of %s: %s".formatted(testClass.getName(), ex.getMessage()), ex);
		}
		return new TestServerContextCustomizer(settings);
	}

}
