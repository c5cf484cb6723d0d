/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;

import io.github.s3express.autoconfigure.S3AsyncClientBuilderCustomizer;
import io.github.s3express.autoconfigure.S3ClientBuilderCustomizer;
import io.github.s3express.autoconfigure.S3ExpressAsyncClientAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressClientAutoConfiguration;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.micrometer.MicrometerMetricPublisher;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of meters of what the AWS SDK
 * measures in the clients that the starter makes.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class,
		before = { S3ExpressClientAutoConfiguration.class, S3ExpressAsyncClientAutoConfiguration.class },
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ S3ExpressClientCustomizer.class, MeterRegistry.class })
@ConditionalOnBooleanProperty("s3express.metrics.sdk.enabled")
public final class S3ExpressSdkMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MicrometerMetricPublisher s3ExpressMetricPublisher(MeterRegistry registry) {
		return new MicrometerMetricPublisher(registry);
	}

	@Bean
	S3ClientBuilderCustomizer s3ExpressMetricsClientBuilderCustomizer(MicrometerMetricPublisher publisher) {
		return (builder) -> addTo(builder, publisher);
	}

	@Bean
	S3AsyncClientBuilderCustomizer s3ExpressMetricsAsyncClientBuilderCustomizer(MicrometerMetricPublisher publisher) {
		return (builder) -> addTo(builder, publisher);
	}

	private static void addTo(S3BaseClientBuilder<?, ?> builder, MicrometerMetricPublisher publisher) {
		builder
			.overrideConfiguration(builder.overrideConfiguration().toBuilder().addMetricPublisher(publisher).build());
	}

}
