/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.client.compatibility.CompatibilityKind;
import io.github.s3express.client.compatibility.CompatibilityUses;
import io.github.s3express.micrometer.AppendMeters;
import io.github.s3express.micrometer.CompatibilityMeters;
import io.github.s3express.micrometer.S3ExpressMeters;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the meters of sessions and of
 * appends.
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
			throw new InvalidConfigurationPropertyValueException("s3express.metrics.max-buckets",
					properties.getMaxBuckets(), "Make it zero or more.");
		}
		return new S3ExpressMeters(manager, properties.getMaxBuckets());
	}

	@Bean
	@ConditionalOnMissingBean
	AppendMeters s3ExpressAppendMeters(S3ExpressMetricsProperties properties) {
		return new AppendMeters(Math.max(0, properties.getMaxBuckets()));
	}

	/**
	 * Meters of what the starter's own clients do, which are not there beside a manager
	 * of the application's own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(CompatibilityUses.class)
	static class CompatibilityConfiguration {

		@Bean
		CompatibilityMeters s3ExpressCompatibilityMeters(CompatibilityUses uses) {
			Map<String, LongSupplier> counts = new TreeMap<>();
			for (CompatibilityKind kind : CompatibilityKind.values()) {
				counts.put(kind.id(), () -> uses.count(kind));
			}
			return new CompatibilityMeters(counts);
		}

	}

}
