/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.operations;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ResourceLoaderAware;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ProtocolResolver;
import org.springframework.core.io.ResourceLoader;

/**
 * Makes a resolver known to the application before any bean is made that may have a
 * resource injected.
 */
class ProtocolResolverRegistrar implements BeanFactoryPostProcessor, ResourceLoaderAware {

	private final ProtocolResolver resolver;

	ProtocolResolverRegistrar(ProtocolResolver resolver) {
		this.resolver = resolver;
	}

	@Override
	public void setResourceLoader(ResourceLoader resourceLoader) {
		if (resourceLoader instanceof DefaultResourceLoader loader) {
			loader.addProtocolResolver(this.resolver);
		}
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		// Registered already.
	}

}
