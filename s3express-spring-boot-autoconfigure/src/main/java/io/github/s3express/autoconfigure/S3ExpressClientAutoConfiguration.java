/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.client.compatibility.Compatibility;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of an {@link S3Client} that uses
 * managed sessions, unless the application or Spring Cloud AWS has its own.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class,
		afterName = "io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration")
@ConditionalOnClass(S3Client.class)
@ConditionalOnBean({ S3ExpressClientCustomizer.class, S3ClientBuilders.class })
public final class S3ExpressClientAutoConfiguration {

	@Bean
	static S3ClientBuilderBeanPostProcessor s3ExpressClientBuilderBeanPostProcessor(
			ObjectProvider<S3ExpressClientCustomizer> customizer) {
		return new S3ClientBuilderBeanPostProcessor(customizer);
	}

	@Bean
	static LentClientsBeanPostProcessor s3ExpressLentClientsBeanPostProcessor(
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<Compatibility> compatibility) {
		return new LentClientsBeanPostProcessor(beanFactory, compatibility);
	}

	@Bean
	@ConditionalOnMissingBean
	S3Client s3Client(S3ClientBuilders builders, S3ExpressClientCustomizer customizer) {
		S3ClientBuilder builder = builders.sync();
		customizer.customize(builder);
		return builder.build();
	}

}
