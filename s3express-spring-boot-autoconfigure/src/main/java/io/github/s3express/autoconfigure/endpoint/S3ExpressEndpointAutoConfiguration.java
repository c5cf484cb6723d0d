/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.endpoint;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.github.s3express.actuate.S3ExpressEndpoint;
import io.github.s3express.actuate.S3ExpressEndpointWebExtension;
import io.github.s3express.actuate.SessionTexts;
import io.github.s3express.autoconfigure.CreateSessionPolicies;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the endpoint {@code s3express}.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class)
@ConditionalOnClass({ ConditionalOnAvailableEndpoint.class, EndpointWebExtension.class })
@ConditionalOnBean({ S3ExpressSessionManager.class, CreateSessionPolicies.class })
@ConditionalOnAvailableEndpoint(S3ExpressEndpoint.class)
@EnableConfigurationProperties(S3ExpressEndpointProperties.class)
public final class S3ExpressEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	S3ExpressEndpoint s3ExpressEndpoint(S3ExpressSessionManager manager, CreateSessionPolicies policies,
			S3ExpressEndpointProperties properties, ObjectProvider<SanitizingFunction> sanitizingFunctions) {
		SessionTexts texts = new SessionTexts(new Sanitizer(sanitizingFunctions.orderedStream().toList()));
		return new S3ExpressEndpoint(manager, texts, properties.getShowValues(), properties.getRoles(),
				(key, lastError) -> policies.policy(key, lastError).toJson());
	}

	@Bean
	@ConditionalOnMissingBean
	S3ExpressEndpointWebExtension s3ExpressEndpointWebExtension(S3ExpressEndpoint endpoint) {
		return new S3ExpressEndpointWebExtension(endpoint);
	}

}
