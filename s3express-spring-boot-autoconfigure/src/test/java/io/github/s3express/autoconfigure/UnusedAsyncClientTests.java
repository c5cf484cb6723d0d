/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asynchronous clients that an application has and does not use: each costs two seconds
 * when the application ends.
 */
class UnusedAsyncClientTests {

	private final AtomicInteger asyncClients = new AtomicInteger();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
						S3ExpressAsyncClientAutoConfiguration.class, S3ExpressTransferManagerAutoConfiguration.class))
		.withPropertyValues("s3express.region=us-east-1", "s3express.credentials.access-key-id=AKIA0000",
				"s3express.credentials.secret-access-key=secret")
		.withBean(S3AsyncClientBuilderCustomizer.class, () -> (builder) -> this.asyncClients.incrementAndGet());

	@Test
	void asyncClientsWhenNothingNeedsThemShouldNotBeMade() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(S3Client.class)
				.hasSingleBean(S3AsyncClient.class)
				.hasSingleBean(S3TransferManager.class);
			assertThat(this.asyncClients).hasValue(0);
		});
		assertThat(this.asyncClients).hasValue(0);
	}

	@Test
	void asyncClientWhenABeanNeedsItShouldBeMadeAtTheStart() {
		this.contextRunner.withUserConfiguration(Uploads.class)
			.run((context) -> assertThat(this.asyncClients).hasValue(1));
	}

	@Test
	void transferManagerWhenACallNeedsItShouldBeMade() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(S3TransferManager.class)).isNotNull();
			assertThat(this.asyncClients).hasValue(1);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Uploads {

		@Bean
		Object uploads(S3AsyncClient client) {
			return client.serviceName();
		}

	}

}
