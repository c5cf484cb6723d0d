/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.observation;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.micrometer.AppendObservationConvention;
import io.github.s3express.micrometer.MicrometerAppendObserver;
import io.github.s3express.micrometer.MicrometerSessionCreationObserver;
import io.github.s3express.micrometer.SessionCreationObservationConvention;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the observation of sessions'
 * creations and of appends.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ S3ExpressSessionManager.class, ObservationRegistry.class })
public final class S3ExpressObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MicrometerSessionCreationObserver s3ExpressSessionCreationObserver(ObservationRegistry registry,
			ObjectProvider<SessionCreationObservationConvention> convention) {
		return new MicrometerSessionCreationObserver(registry, convention.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	MicrometerAppendObserver s3ExpressAppendObserver(ObservationRegistry registry,
			ObjectProvider<AppendObservationConvention> convention) {
		return new MicrometerAppendObserver(registry, convention.getIfAvailable());
	}

}
