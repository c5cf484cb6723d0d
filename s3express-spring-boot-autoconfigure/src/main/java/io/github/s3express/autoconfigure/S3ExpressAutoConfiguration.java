/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.retry.RetryPolicy;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.client.ApplicationClients;
import io.github.s3express.client.CreateSessionClients;
import io.github.s3express.client.RouteCreateSessionClients;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.client.compatibility.Compatibility;
import io.github.s3express.client.compatibility.CompatibilityUses;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionCreationObserver;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.creation.CallLimits;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the session manager and of what
 * puts its sessions into clients.
 */
@AutoConfiguration(afterName = { "io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration",
		"io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration",
		"io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration" })
@ConditionalOnClass({ S3Client.class, RetryPolicy.class })
@ConditionalOnBooleanProperty(name = "s3express.enabled", matchIfMissing = true)
@EnableConfigurationProperties(S3ExpressProperties.class)
@Import(SpringCloudAwsConfiguration.class)
@ImportRuntimeHints(S3ExpressRuntimeHints.class)
public final class S3ExpressAutoConfiguration {

	@Bean
	static UnknownPropertiesCheck s3ExpressUnknownPropertiesCheck(Environment environment) {
		return new UnknownPropertiesCheck(environment);
	}

	@Bean
	@ConditionalOnMissingBean(S3ExpressConnectionDetails.class)
	PropertiesS3ExpressConnectionDetails s3ExpressConnectionDetails(S3ExpressProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesS3ExpressConnectionDetails(properties, sslBundles.getIfAvailable());
	}

	@Bean
	S3ExpressClientSettings s3ExpressClientSettings(S3ExpressProperties properties, S3ExpressConnectionDetails details,
			ObjectProvider<AwsRegionProvider> regionProvider,
			ObjectProvider<AwsCredentialsProvider> credentialsProvider,
			ObjectProvider<SharedClientSettings> sharedSettings) {
		SharedClientSettings shared = sharedSettings.getIfAvailable();
		return S3ExpressClientSettings.of(properties, details,
				(shared != null) ? shared::region : regionProvider.getIfAvailable(),
				credentialsProvider.getIfAvailable());
	}

	@Bean
	ApplicationClients s3ExpressApplicationClients(S3ExpressClientSettings settings,
			ObjectProvider<S3ClientBuilders> builders) {
		return new ApplicationClients(() -> builders.getObject().sync(), settings.endpoints());
	}

	@Bean
	@ConditionalOnMissingBean(CreateSessionClients.class)
	RouteCreateSessionClients s3ExpressCreateSessionClients(S3ExpressClientSettings settings,
			ObjectProvider<S3ClientBuilders> builders) {
		return new RouteCreateSessionClients(() -> builders.getObject().createSession(), settings.endpoints());
	}

	// The lifecycle has stopped it before, unless the context failed before it started.
	@Bean(destroyMethod = "stop")
	@ConditionalOnMissingBean
	S3ExpressSessionManager s3ExpressSessionManager(S3ExpressProperties properties, S3ExpressClientSettings settings,
			CreateSessionClients clients, ObjectProvider<SessionCreationObserver> creationObservers,
			ObjectProvider<S3ExpressSessionManagerBuilderCustomizer> customizers, Environment environment) {
		S3ExpressSessionManagerBuilder builder = S3ExpressSessionManagerBuilder.of(clients::client,
				SessionPrincipal.of(settings.credentials()));
		new SessionPropertiesMapper(properties.getSession()).map(builder);
		builder.creationObserver(new SessionCreationObservers(creationObservers));
		if (Threading.VIRTUAL.isActive(environment)) {
			builder
				.callerThreads(new VirtualThreadTaskExecutor("s3express-session-creator-").getVirtualThreadFactory());
		}
		builder.buckets(settings.buckets().settings());
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return SessionPropertiesMapper.checked(SessionPropertiesMapper.PREFIX, builder::build);
	}

	@Bean
	SessionListenerRegistrar s3ExpressSessionListenerRegistrar(S3ExpressSessionManager manager,
			ListableBeanFactory beanFactory) {
		return new SessionListenerRegistrar(manager, beanFactory);
	}

	// What a context publishes reaches its parents too: one publisher is enough for all.
	@Bean
	@ConditionalOnMissingBean
	SessionEventPublisher s3ExpressSessionEventPublisher(ApplicationEventPublisher publisher) {
		return new SessionEventPublisher(publisher);
	}

	@Bean
	ConfiguredBuckets s3ExpressConfiguredBuckets(S3ExpressClientSettings settings) {
		return settings.buckets();
	}

	@Bean
	CreateSessionPolicies s3ExpressCreateSessionPolicies(S3ExpressClientSettings settings) {
		return new CreateSessionPolicies(settings);
	}

	// A child context neither starts nor stops the manager of its parent.
	@Bean
	@ConditionalOnBean(value = S3ExpressSessionManager.class, search = SearchStrategy.CURRENT)
	S3ExpressSessionLifecycle s3ExpressSessionLifecycle(S3ExpressSessionManager manager,
			S3ExpressClientSettings settings, CreateSessionPolicies policies, S3ExpressProperties properties,
			ApplicationClients application) {
		return new S3ExpressSessionLifecycle(manager, settings.buckets(), policies,
				() -> properties.getSession().isEnabled() && !application.sessionsDisabled());
	}

	@Bean
	CompatibilityUses s3ExpressCompatibilityUses() {
		return new CompatibilityUses();
	}

	@Bean
	Compatibility s3ExpressCompatibility(S3ExpressProperties properties, CompatibilityUses uses) {
		return new Compatibility(properties.getCompatibility().settings(), uses);
	}

	@Bean
	@ConditionalOnMissingBean
	S3ExpressClientCustomizer s3ExpressClientCustomizer(S3ExpressSessionManager manager,
			S3ExpressClientSettings settings, S3ExpressProperties properties, ApplicationClients application,
			CreateSessionClients clients, Compatibility compatibility) {
		return new S3ExpressClientCustomizer(manager, settings.endpoints(), properties.getSession().isEnabled(),
				application, clients, compatibility);
	}

	@Bean
	S3ClientBuilders s3ExpressClientBuilders(S3ExpressClientSettings settings, S3ExpressProperties properties,
			ObjectProvider<S3ClientBuilderCustomizer> customizers,
			ObjectProvider<S3AsyncClientBuilderCustomizer> asyncCustomizers,
			ObjectProvider<CreateSessionClientBuilderCustomizer> createSessionCustomizers,
			ObjectProvider<SharedClientSettings> sharedSettings) {
		return new S3ClientBuilders(settings, customizers.orderedStream().toList(),
				asyncCustomizers.orderedStream().toList(), createSessionCustomizers.orderedStream().toList(),
				sharedSettings.getIfAvailable(),
				() -> CallLimits.of(new SessionPropertiesMapper(properties.getSession()).limits()).connections());
	}

}
