/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.retry.RetryPolicy;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.client.CreateSessionClient;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.S3ExpressSessionManagerBuilder;
import io.github.s3express.session.SessionCreationObserver;
import io.github.s3express.session.SessionListener;
import io.github.s3express.session.SessionPrincipal;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the session manager and of what
 * puts its sessions into clients.
 */
@AutoConfiguration(afterName = { "io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration",
		"io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration" })
@ConditionalOnClass({ S3Client.class, RetryPolicy.class })
@ConditionalOnBooleanProperty(name = "s3express.enabled", matchIfMissing = true)
@EnableConfigurationProperties(S3ExpressProperties.class)
public final class S3ExpressAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(S3ExpressConnectionDetails.class)
	PropertiesS3ExpressConnectionDetails s3ExpressConnectionDetails(S3ExpressProperties properties) {
		if (properties.getLocal().isEnabled()) {
			// The local server's auto-configuration would have brought its own.
			throw new InvalidS3ExpressPropertyException(
					"s3express.local.enabled is true, but the local server is not on the class path",
					"add the dependency io.github.s3express:s3express-local-server, or set the property to false");
		}
		return new PropertiesS3ExpressConnectionDetails(properties);
	}

	@Bean
	S3ExpressClientSettings s3ExpressClientSettings(S3ExpressProperties properties, S3ExpressConnectionDetails details,
			ObjectProvider<AwsRegionProvider> regionProvider,
			ObjectProvider<AwsCredentialsProvider> credentialsProvider, ObjectProvider<SslBundles> sslBundles) {
		return S3ExpressClientSettings.of(properties, details, regionProvider.getIfAvailable(),
				credentialsProvider.getIfAvailable(), sslBundles.getIfAvailable());
	}

	@Bean
	CreateSessionClient s3ExpressCreateSessionClient(S3ExpressClientSettings settings) {
		return CreateSessionClient.create(settings.region(), settings.credentials(), settings.endpoints(),
				settings.http().sync());
	}

	@Bean(destroyMethod = "stop")
	@ConditionalOnMissingBean
	S3ExpressSessionManager s3ExpressSessionManager(S3ExpressProperties properties, S3ExpressClientSettings settings,
			CreateSessionClient client, ObjectProvider<SessionListener> listeners,
			ObjectProvider<SessionCreationObserver> creationObserver, Environment environment) {
		S3ExpressSessionManagerBuilder builder = S3ExpressSessionManagerBuilder.of(client,
				SessionPrincipal.of(settings.credentials()));
		new SessionPropertiesMapper(properties.getSession()).map(builder);
		builder.creationObserver(creationObserver.getIfUnique());
		if (Threading.VIRTUAL.isActive(environment)) {
			builder
				.callerThreads(new VirtualThreadTaskExecutor("s3express-session-creator-").getVirtualThreadFactory());
		}
		S3ExpressSessionManager manager = builder.buckets(settings.buckets().settings()).build();
		listeners.orderedStream().forEach(manager::addListener);
		return manager;
	}

	@Bean
	SessionEventPublisher s3ExpressSessionEventPublisher(ApplicationEventPublisher publisher) {
		return new SessionEventPublisher(publisher);
	}

	@Bean
	S3ExpressSessionLifecycle s3ExpressSessionLifecycle(S3ExpressSessionManager manager,
			S3ExpressClientSettings settings, S3ExpressProperties properties) {
		return new S3ExpressSessionLifecycle(manager, settings.buckets(), new CreateSessionPolicies(settings),
				properties.getSession().isEnabled());
	}

	@Bean
	@ConditionalOnMissingBean
	S3ExpressClientCustomizer s3ExpressClientCustomizer(S3ExpressSessionManager manager,
			S3ExpressClientSettings settings, S3ExpressProperties properties) {
		return new S3ExpressClientCustomizer(manager, settings.endpoints(), properties.getSession().isEnabled());
	}

	@Bean
	S3ClientBuilders s3ExpressClientBuilders(S3ExpressClientSettings settings,
			ObjectProvider<S3ClientBuilderCustomizer> customizers,
			ObjectProvider<S3AsyncClientBuilderCustomizer> asyncCustomizers) {
		return new S3ClientBuilders(settings, customizers.orderedStream().toList(),
				asyncCustomizers.orderedStream().toList());
	}

}
