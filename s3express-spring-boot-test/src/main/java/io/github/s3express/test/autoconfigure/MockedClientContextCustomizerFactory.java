/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.bean.override.BeanOverrideHandler;
import org.springframework.test.context.bean.override.BeanOverrideStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Finds tests that put something else in the place of an S3 client, for example with
 * {@code @MockitoBean}: they need no sessions, and may run where nobody would make any.
 */
class MockedClientContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		for (Class<?> type = testClass; type != null; type = enclosing(type)) {
			if (replacesClient(type)) {
				return new MockedClientContextCustomizer();
			}
		}
		return null;
	}

	private static boolean replacesClient(Class<?> testClass) {
		return BeanOverrideHandler.forTestClass(testClass)
			.stream()
			.filter((handler) -> handler.getStrategy() != BeanOverrideStrategy.WRAP)
			.map(BeanOverrideHandler::getBeanType)
			.anyMatch(MockedClientContextCustomizerFactory::isClient);
	}

	private static @Nullable Class<?> enclosing(Class<?> type) {
		return TestContextAnnotationUtils.searchEnclosingClass(type) ? type.getEnclosingClass() : null;
	}

	private static boolean isClient(ResolvableType type) {
		return Stream.of(S3Client.class, S3AsyncClient.class)
			.anyMatch((client) -> client.isAssignableFrom(type.toClass()));
	}

}
