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
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

import io.github.s3express.actuate.S3ExpressHealthContributor;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the health of sessions.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class,
		beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(S3ExpressSessionManager.class)
@ConditionalOnEnabledHealthIndicator("s3express")
@EnableConfigurationProperties(S3ExpressHealthProperties.class)
public final class S3ExpressHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "s3expressHealthIndicator", "s3expressHealthContributor" })
	S3ExpressHealthContributor s3expressHealthContributor(S3ExpressSessionManager manager,
			S3ExpressHealthProperties properties) {
		return new S3ExpressHealthContributor(manager, properties.getDownBeforeExpiry());
	}

}
