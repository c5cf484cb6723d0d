/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.client.S3ExpressClientCustomizer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of an {@link S3Client} that uses
 * managed sessions, unless the application or Spring Cloud AWS has its own.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class,
		afterName = "io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration")
@ConditionalOnBean(S3ExpressClientCustomizer.class)
public final class S3ExpressClientAutoConfiguration {

	@Bean
	static S3ClientBuilderBeanPostProcessor s3ExpressClientBuilderBeanPostProcessor(
			ObjectProvider<S3ExpressClientCustomizer> customizer,
			ObjectProvider<S3ExpressConnectionDetails> connectionDetails,
			ObjectProvider<S3ExpressClientSettings> settings) {
		return new S3ClientBuilderBeanPostProcessor(customizer, connectionDetails, settings);
	}

	@Bean
	@ConditionalOnMissingBean
	S3Client s3Client(S3ClientBuilders builders, S3ExpressClientCustomizer customizer) {
		S3ClientBuilder builder = builders.sync();
		customizer.customize(builder);
		return builder.build();
	}

}
