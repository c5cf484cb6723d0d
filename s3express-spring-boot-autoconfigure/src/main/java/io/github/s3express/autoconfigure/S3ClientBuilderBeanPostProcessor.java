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
 * Puts managed sessions into builders that are beans: those of the application, and that
 * of Spring Cloud AWS, whose own calls to the builder are all over by then. Notices
 * clients that cannot have any.
 */
class S3ClientBuilderBeanPostProcessor implements BeanPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(S3ClientBuilderBeanPostProcessor.class);

	// The SDK's public API does not tell a CRT-based client from others.
	private static final String CRT_CLIENT = "S3CrtAsyncClient";

	private final ObjectProvider<S3ExpressClientCustomizer> customizer;

	private final ObjectProvider<S3ExpressConnectionDetails> connectionDetails;

	private final ObjectProvider<S3ExpressClientSettings> settings;

	private final AtomicBoolean warned = new AtomicBoolean();

	S3ClientBuilderBeanPostProcessor(ObjectProvider<S3ExpressClientCustomizer> customizer,
			ObjectProvider<S3ExpressConnectionDetails> connectionDetails,
			ObjectProvider<S3ExpressClientSettings> settings) {
		this.customizer = customizer;
		this.connectionDetails = connectionDetails;
		this.settings = settings;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof S3BaseClientBuilder<?, ?> builder) {
			customize(builder);
		}
		if (bean instanceof S3AsyncClient && bean.getClass().getSimpleName().contains(CRT_CLIENT)
				&& this.warned.compareAndSet(false, true)) {
			logger.warn("The S3AsyncClient bean '{}' is based on the AWS CRT, which manages sessions by itself and "
					+ "takes none from outside; build it with S3AsyncClient.builder() instead of crtBuilder() to have "
					+ "managed sessions", beanName);
		}
		return bean;
	}

	private void customize(S3BaseClientBuilder<?, ?> builder) {
		if (!(this.connectionDetails.getObject() instanceof PropertiesS3ExpressConnectionDetails)) {
			// Like all connection details, those of a local server take precedence.
			builder.region(this.settings.getObject().region());
			builder.credentialsProvider(this.settings.getObject().credentials());
		}
		this.customizer.getObject().customize(builder);
	}

}
