/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.github.s3express.micrometer.S3ExpressMeters;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the meters of sessions.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ S3ExpressSessionManager.class, MeterRegistry.class })
@EnableConfigurationProperties(S3ExpressMetricsProperties.class)
public final class S3ExpressMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	S3ExpressMeters s3ExpressMeters(S3ExpressSessionManager manager, S3ExpressMetricsProperties properties) {
		if (properties.getMaxBuckets() < 0) {
			throw new InvalidS3ExpressPropertyException(
					"s3express.metrics.max-buckets is " + properties.getMaxBuckets(), "make it zero or more");
		}
		return new S3ExpressMeters(manager, properties.getMaxBuckets());
	}

}
