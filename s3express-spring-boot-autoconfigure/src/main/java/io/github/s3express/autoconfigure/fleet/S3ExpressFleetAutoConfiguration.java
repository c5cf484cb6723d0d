/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.fleet;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.autoconfigure.InvalidS3ExpressPropertyException;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressConnectionDetails;
import io.github.s3express.autoconfigure.S3ExpressSessionManagerBuilderCustomizer;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSettings;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of sessions that the instances of an
 * application share. The store is somebody else's bean.
 */
@AutoConfiguration(before = S3ExpressAutoConfiguration.class)
@ConditionalOnClass(value = S3Client.class, name = "org.springframework.retry.RetryPolicy")
@ConditionalOnBooleanProperty(name = "s3express.enabled", matchIfMissing = true)
@Conditional(OnFleetCondition.class)
@EnableConfigurationProperties(S3ExpressFleetProperties.class)
public final class S3ExpressFleetAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FleetSettings s3ExpressFleetSettings(S3ExpressFleetProperties properties, S3ExpressConnectionDetails details,
			ObjectProvider<AwsCredentialsProvider> credentialsProvider, Environment environment) {
		FleetSettings settings = new FleetPropertiesMapper(properties,
				environment.getProperty("spring.application.name"))
			.map();
		AwsCredentialsProvider configured = details.getCredentialsProvider();
		FleetPrincipalCheck.check(settings.principal(),
				(configured != null) ? configured : credentialsProvider.getIfAvailable());
		return settings;
	}

	@Bean
	S3ExpressSessionManagerBuilderCustomizer s3ExpressFleetCustomizer(FleetSettings settings,
			ObjectProvider<FleetSessionStore> store) {
		return (builder) -> builder.fleet(settings, store.getIfAvailable(() -> {
			throw new InvalidS3ExpressPropertyException(
					"s3express.fleet.enabled is true, but there is no FleetSessionStore",
					"add io.github.s3express:s3express-fleet-redis to the dependencies, or define such a bean");
		}));
	}

}
