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
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import io.github.s3express.client.S3ExpressClientCustomizer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of an {@link S3TransferManager} that
 * uses managed sessions, unless the application has its own. As the asynchronous client,
 * it and its client are made once something needs them.
 */
@AutoConfiguration(after = S3ExpressAsyncClientAutoConfiguration.class,
		beforeName = "io.awspring.cloud.autoconfigure.s3.S3TransferManagerAutoConfiguration")
@ConditionalOnClass(S3TransferManager.class)
@ConditionalOnBean({ S3ExpressClientCustomizer.class, S3ClientBuilders.class,
		S3ExpressAsyncClientAutoConfiguration.class })
public final class S3ExpressTransferManagerAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean(S3TransferManager.class)
	TransferManagerClient s3ExpressTransferManagerClient(S3ClientBuilders builders,
			S3ExpressClientCustomizer customizer) {
		S3AsyncClientBuilder builder = builders.async();
		customizer.customize(builder);
		return new TransferManagerClient(builder.build());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	S3TransferManager s3TransferManager(TransferManagerClient client) {
		return S3TransferManager.builder().s3Client(client.client()).build();
	}

	/**
	 * The client of the transfer manager. It offers parallel parts, pause and resume only
	 * to the SDK's own multipart client, whose class it tests, so it gets that and not
	 * the one that is wrapped around it.
	 *
	 * @param client the client
	 */
	record TransferManagerClient(S3AsyncClient client) implements AutoCloseable {

		@Override
		public void close() {
			this.client.close();
		}

	}

}
