/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressProperties;
import io.github.s3express.autoconfigure.local.LocalServerBuckets;
import io.github.s3express.autoconfigure.local.LocalServerConnectionDetails;
import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.local.LocalServerTls;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of a test's server. Its beans are
 * primary: no test may reach AWS because the application has beans of its own.
 *
 * @see AutoConfigureS3Express
 */
@AutoConfiguration(before = { S3ExpressLocalServerAutoConfiguration.class, S3ExpressAutoConfiguration.class })
@EnableConfigurationProperties(S3ExpressProperties.class)
public final class S3ExpressTestAutoConfiguration {

	@Bean
	@Primary
	S3ExpressLocalServer s3ExpressTestServer(TestServerSettings settings, S3ExpressProperties properties) {
		S3ExpressLocalServer.Builder builder = settings.server();
		LocalServerBuckets.of(properties).addTo(builder);
		if (settings.tls()) {
			builder.tls(LocalServerTls.generated());
		}
		return builder.start();
	}

	@Bean
	@Primary
	LocalServerConnectionDetails s3ExpressTestConnectionDetails(S3ExpressLocalServer server) {
		return new LocalServerConnectionDetails(server);
	}

	@Bean
	@Lazy
	TestSessions s3ExpressTestSessions(ObjectProvider<S3ExpressSessionManager> managers,
			S3ExpressProperties properties) {
		return new TestSessions(managers.stream().toList(), properties);
	}

}
