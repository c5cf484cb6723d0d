/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import io.awspring.cloud.autoconfigure.AwsAsyncClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.s3.S3ClientCustomizer;
import io.awspring.cloud.autoconfigure.s3.properties.S3Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.s3express.client.S3ExpressClientCustomizer;

/**
 * Spring Cloud AWS's settings for the starter's clients, and managed sessions for Spring
 * Cloud AWS's client.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ AwsClientBuilderConfigurer.class, S3ClientCustomizer.class })
@ConditionalOnBean(AwsClientBuilderConfigurer.class)
class SpringCloudAwsConfiguration {

	@Bean
	SpringCloudAwsClientSettings s3ExpressSpringCloudAwsClientSettings(AwsClientBuilderConfigurer configurer,
			ObjectProvider<S3Properties> properties, ObjectProvider<AwsConnectionDetails> connectionDetails,
			ObjectProvider<S3ClientCustomizer> s3Customizers, ObjectProvider<AwsSyncClientCustomizer> syncCustomizers,
			ObjectProvider<AwsAsyncClientCustomizer> asyncCustomizers) {
		return new SpringCloudAwsClientSettings(configurer, properties.getIfAvailable(),
				connectionDetails.getIfAvailable(), s3Customizers, syncCustomizers, asyncCustomizers);
	}

	// After those of the application, whose Region and credentials a local server's take
	// the place of.
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	SpringCloudAwsS3ClientCustomizer s3ExpressSpringCloudAwsClientCustomizer(
			ObjectProvider<S3ExpressClientCustomizer> customizer,
			ObjectProvider<S3ExpressConnectionDetails> connectionDetails,
			ObjectProvider<S3ExpressClientSettings> settings) {
		return new SpringCloudAwsS3ClientCustomizer(customizer, connectionDetails, settings);
	}

}
