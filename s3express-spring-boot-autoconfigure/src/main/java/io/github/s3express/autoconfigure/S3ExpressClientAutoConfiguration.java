/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.client.S3ExpressClientCustomizer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of clients that use managed
 * sessions, unless the application or Spring Cloud AWS has its own.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class,
		afterName = "io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration")
@ConditionalOnBean(S3ExpressClientCustomizer.class)
public final class S3ExpressClientAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	S3Client s3Client(S3ExpressClientSettings settings, S3ExpressClientCustomizer customizer) {
		S3ClientBuilder builder = S3Client.builder()
			.region(settings.region())
			.credentialsProvider(settings.credentials());
		customizer.customize(builder);
		return builder.build();
	}

}
