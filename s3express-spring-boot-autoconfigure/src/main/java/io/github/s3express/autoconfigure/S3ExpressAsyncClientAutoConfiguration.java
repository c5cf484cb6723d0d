/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import io.github.s3express.client.S3ExpressClientCustomizer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of an {@link S3AsyncClient} that
 * uses managed sessions and never makes a thread wait for one, unless the application or
 * Spring Cloud AWS has its own. It is made once something needs it: the SDK's Netty
 * client takes two seconds to close, used or not, which nobody should wait for who calls
 * the blocking client alone.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class,
		afterName = "io.awspring.cloud.autoconfigure.s3.S3CrtAsyncClientAutoConfiguration",
		beforeName = "io.awspring.cloud.autoconfigure.s3.S3TransferManagerAutoConfiguration")
@ConditionalOnClass(S3AsyncClient.class)
@Conditional(S3ExpressAsyncClientAutoConfiguration.OnAsyncHttpClient.class)
@ConditionalOnBean({ S3ExpressClientCustomizer.class, S3ClientBuilders.class })
public final class S3ExpressAsyncClientAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	S3AsyncClient s3AsyncClient(S3ClientBuilders builders, S3ExpressClientCustomizer customizer) {
		return customizer.build(builders.async());
	}

	/**
	 * An HTTP client that asynchronous clients can use is on the class path.
	 */
	static final class OnAsyncHttpClient extends AnyNestedCondition {

		OnAsyncHttpClient() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnClass(name = "software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient")
		static class Netty {

		}

		@ConditionalOnClass(name = "software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient")
		static class Crt {

		}

	}

}
