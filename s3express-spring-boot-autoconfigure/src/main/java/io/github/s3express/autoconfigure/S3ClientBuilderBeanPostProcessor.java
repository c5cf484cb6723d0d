/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;

import io.github.s3express.client.S3ExpressClientCustomizer;

/**
 * Puts managed sessions into builders that the application has as beans, and leaves all
 * else about them as it is. Notices clients that cannot have any.
 */
class S3ClientBuilderBeanPostProcessor implements BeanPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(S3ClientBuilderBeanPostProcessor.class);

	// The SDK's public API does not tell a CRT-based client from others.
	private static final String CRT_CLIENT = "S3CrtAsyncClient";

	private final ObjectProvider<S3ExpressClientCustomizer> customizer;

	private final AtomicBoolean warned = new AtomicBoolean();

	S3ClientBuilderBeanPostProcessor(ObjectProvider<S3ExpressClientCustomizer> customizer) {
		this.customizer = customizer;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof S3BaseClientBuilder<?, ?> builder) {
			this.customizer.getObject().customize(builder);
		}
		if (bean instanceof S3AsyncClient && bean.getClass().getSimpleName().contains(CRT_CLIENT)
				&& this.warned.compareAndSet(false, true)) {
			logger.warn("The S3AsyncClient bean '{}' is based on the AWS CRT, which manages sessions by itself and "
					+ "takes none from outside; build it with S3AsyncClient.builder() instead of crtBuilder() to have "
					+ "managed sessions", beanName);
		}
		return bean;
	}

}
