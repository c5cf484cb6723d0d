/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Brings the settings of the test's server into its context. Equal ones share a context.
 *
 * @param settings the settings
 */
record TestServerContextCustomizer(TestServerSettings settings) implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		if (AotDetector.useGeneratedArtifacts()) {
			// The bean definition is among them.
			return;
		}
		BeanDefinition definition = BeanDefinitionBuilder.rootBeanDefinition(TestServerSettings.class)
			.addConstructorArgValue(this.settings.buckets())
			.addConstructorArgValue(this.settings.sessionLifetime())
			.addConstructorArgValue(this.settings.tls())
			.setRole(BeanDefinition.ROLE_INFRASTRUCTURE)
			.getBeanDefinition();
		((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition(TestServerSettings.class.getName(),
				definition);
	}

}
