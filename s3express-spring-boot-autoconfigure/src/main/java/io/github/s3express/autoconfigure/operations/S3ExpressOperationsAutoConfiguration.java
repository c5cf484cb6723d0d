/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.operations;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.autoconfigure.S3ExpressClientAutoConfiguration;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.operations.AppendObserver;
import io.github.s3express.operations.DefaultS3ExpressOperations;
import io.github.s3express.operations.S3ExpressOperations;
import io.github.s3express.operations.S3ExpressProtocolResolver;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of {@link S3ExpressOperations} on
 * the application's {@link S3Client}.
 */
@AutoConfiguration(after = S3ExpressClientAutoConfiguration.class,
		afterName = "io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration")
@ConditionalOnClass(S3Client.class)
@ConditionalOnBean(S3ExpressClientCustomizer.class)
@ConditionalOnSingleCandidate(S3Client.class)
@EnableConfigurationProperties(S3ExpressAppendProperties.class)
public final class S3ExpressOperationsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	S3ExpressOperations s3ExpressOperations(S3Client client, S3ExpressAppendProperties properties,
			ObjectProvider<AppendObserver> observers) {
		List<AppendObserver> listening = observers.orderedStream().toList();
		return new DefaultS3ExpressOperations(client, properties.options(), AppendObserver.all(listening));
	}

	@Bean
	static ProtocolResolverRegistrar s3ExpressProtocolResolverRegistrar(ObjectProvider<S3Client> client,
			ObjectProvider<S3ExpressOperations> operations) {
		return new ProtocolResolverRegistrar(new S3ExpressProtocolResolver(client::getObject, operations::getObject));
	}

}
