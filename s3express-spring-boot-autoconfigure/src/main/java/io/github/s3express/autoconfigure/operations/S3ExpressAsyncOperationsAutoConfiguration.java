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
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import io.github.s3express.autoconfigure.S3ExpressAsyncClientAutoConfiguration;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.operations.AppendObserver;
import io.github.s3express.operations.DefaultS3ExpressAsyncOperations;
import io.github.s3express.operations.S3ExpressAsyncOperations;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of {@link S3ExpressAsyncOperations}
 * on the application's {@link S3AsyncClient}. As that client, they are made once
 * something needs them.
 */
@AutoConfiguration(after = S3ExpressAsyncClientAutoConfiguration.class,
		afterName = "io.awspring.cloud.autoconfigure.s3.S3CrtAsyncClientAutoConfiguration")
@ConditionalOnClass(S3AsyncClient.class)
@ConditionalOnBean(S3ExpressClientCustomizer.class)
@ConditionalOnSingleCandidate(S3AsyncClient.class)
@EnableConfigurationProperties(S3ExpressAppendProperties.class)
public final class S3ExpressAsyncOperationsAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	S3ExpressAsyncOperations s3ExpressAsyncOperations(S3AsyncClient client, S3ExpressAppendProperties properties,
			ObjectProvider<AppendObserver> observers) {
		List<AppendObserver> listening = observers.orderedStream().toList();
		return new DefaultS3ExpressAsyncOperations(client, properties.options(), AppendObserver.all(listening));
	}

}
