/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.client.S3ExpressClientCustomizer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of an {@link S3Presigner} that uses
 * managed sessions, unless the application has its own. Takes the place of that of Spring
 * Cloud AWS, which would make a session for each URL.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class,
		beforeName = "io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration")
@ConditionalOnClass(S3Presigner.class)
@ConditionalOnBean({ S3ExpressClientCustomizer.class, S3ExpressClientSettings.class })
public final class S3ExpressPresignerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	S3Presigner s3Presigner(S3ExpressClientSettings settings, S3ExpressClientCustomizer customizer) {
		return customizer.presigner(settings.region(), settings.credentials());
	}

}
