/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.local;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.autoconfigure.InvalidS3ExpressPropertyException;
import io.github.s3express.autoconfigure.PropertiesS3ExpressConnectionDetails;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressConnectionDetails;
import io.github.s3express.autoconfigure.S3ExpressProperties;
import io.github.s3express.local.S3ExpressLocalServer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the local server: runs it inside
 * the application, creates the configured buckets and points the clients at it.
 * <p>
 * Whether it does is decided when the application runs. An application that was processed
 * ahead of time has these beans whatever the property said then, so each looks at the
 * property once more.
 */
@AutoConfiguration(before = S3ExpressAutoConfiguration.class)
@ConditionalOnClass(S3Client.class)
@Conditional(OnLocalServerCondition.class)
@ConditionalOnBooleanProperty(name = "s3express.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ S3ExpressProperties.class, S3ExpressLocalServerProperties.class })
public final class S3ExpressLocalServerAutoConfiguration {

	/**
	 * The local server is on the class path.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(S3ExpressLocalServer.class)
	static class LocalServerConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@Nullable S3ExpressLocalServer s3ExpressLocalServer(S3ExpressProperties properties, S3ExpressLocalServerProperties local,
				ObjectProvider<SslBundles> sslBundles) {
			return local.isEnabled() ? new LocalServerStarter(properties, local, sslBundles.getIfAvailable()).start()
					: null;
		}

		@Bean
		@ConditionalOnMissingBean
		S3ExpressConnectionDetails s3ExpressLocalServerConnectionDetails(S3ExpressProperties properties,
				ObjectProvider<S3ExpressLocalServer> server, S3ExpressLocalServerProperties local,
				ObjectProvider<SslBundles> sslBundles) {
			return local.isEnabled() ? new LocalServerConnectionDetails(server.getObject())
					: new PropertiesS3ExpressConnectionDetails(properties, sslBundles.getIfAvailable());
		}

	}

	/**
	 * The local server is wanted, but not on the class path.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("io.github.s3express.local.S3ExpressLocalServer")
	static class MissingLocalServerConfiguration {

		@Bean
		@ConditionalOnMissingBean
		S3ExpressConnectionDetails s3ExpressLocalServerConnectionDetails(S3ExpressProperties properties,
				S3ExpressLocalServerProperties local, ObjectProvider<SslBundles> sslBundles) {
			if (local.isEnabled()) {
				throw new InvalidS3ExpressPropertyException(
						"s3express.local.enabled is true, but the local server is not on the class path",
						"add the dependency io.github.s3express:s3express-local-server, or set the property to false");
			}
			return new PropertiesS3ExpressConnectionDetails(properties, sslBundles.getIfAvailable());
		}

	}

}
