/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;

/**
 * Makes a client use the sessions of the manager for directory buckets. Requests for
 * general purpose buckets are signed as ever.
 * <p>
 * Works on any builder, sync or async: <pre class="code">
 * S3ClientBuilder builder = S3Client.builder().region(region);
 * customizer.customize(builder);
 * S3Client client = builder.build();
 * </pre>
 * <p>
 * Call it after the builder's {@code overrideConfiguration}, if that is set: a retry
 * strategy that is set later does not retry requests that the service refused for their
 * session. The order of everything else does not matter.
 */
public final class S3ExpressClientCustomizer {

	private final S3ExpressSessionManager manager;

	private final S3ExpressEndpoints endpoints;

	private final boolean sessionsEnabled;

	/**
	 * Creates a customizer.
	 * @param manager gives the sessions
	 * @param endpoints where requests for directory buckets go
	 * @param sessionsEnabled {@code false} signs everything with IAM credentials
	 */
	public S3ExpressClientCustomizer(S3ExpressSessionManager manager, S3ExpressEndpoints endpoints,
			boolean sessionsEnabled) {
		this.manager = manager;
		this.endpoints = endpoints;
		this.sessionsEnabled = sessionsEnabled;
	}

	/**
	 * Makes the clients of a builder use the manager's sessions.
	 * @param builder a builder of an {@code S3Client} or a Java-based
	 * {@code S3AsyncClient}
	 */
	public void customize(S3BaseClientBuilder<?, ?> builder) {
		SessionRefusals refusals = new SessionRefusals(this.manager);
		ClientOverrideConfiguration configuration = builder.overrideConfiguration();
		builder.overrideConfiguration(configuration.toBuilder()
			.addExecutionInterceptor(refusals)
			.retryStrategy(retryStrategy(configuration, refusals))
			.build());
		builder.addPlugin(new SessionPlugin(true));
	}

	/**
	 * Builds an asynchronous client that uses the manager's sessions and never makes a
	 * thread wait for one: neither the thread that calls, nor one that the client works
	 * on. A client from a builder that went through
	 * {@link #customize(S3BaseClientBuilder)} signs requests without a body on the thread
	 * that calls, which waits if their session is still to be made.
	 * @param builder a builder of a Java-based {@code S3AsyncClient}, of no use
	 * afterwards
	 * @return the client; closing it closes what the builder built
	 */
	public S3AsyncClient build(S3AsyncClientBuilder builder) {
		SessionRefusals refusals = new SessionRefusals(this.manager);
		builder.overrideConfiguration(
				builder.overrideConfiguration().toBuilder().addExecutionInterceptor(refusals).build());
		SessionPlugin plugin = new SessionPlugin(false);
		S3AsyncClient client = builder.addPlugin(plugin).build();
		return new SessionAwaitingS3AsyncClient(client, this.manager, plugin.principal(), refusals);
	}

	/**
	 * Builds a presigner that uses the manager's sessions for directory buckets. A URL
	 * that is to live longer than a session is refused with an
	 * {@link IllegalArgumentException}.
	 * @param region the Region of buckets that the endpoints name none for
	 * @param credentials the IAM credentials that make sessions and presign URLs of
	 * general purpose buckets
	 * @return the presigner
	 */
	public S3Presigner presigner(Region region, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
		return new SessionS3Presigner(this.manager, SessionPrincipal.of(credentials),
				new PresignersByRegion(region, credentials, this.endpoints), this.sessionsEnabled);
	}

	private static RetryStrategy retryStrategy(ClientOverrideConfiguration configuration, SessionRefusals refusals) {
		RetryStrategy strategy = configuration.retryStrategy()
			.orElseGet(() -> configuration.retryMode()
				.map(AwsRetryStrategy::forRetryMode)
				.orElseGet(AwsRetryStrategy::defaultRetryStrategy));
		RetryStrategy.Builder<?, ?> copy = strategy.toBuilder();
		configuration.retryStrategyConfigurator().ifPresent((configurator) -> configurator.accept(copy));
		copy.retryOnException(refusals::isRefusal);
		return copy.build();
	}

	/**
	 * Runs when a client is built, so that it sees the builder's settings whatever the
	 * order in which they were made.
	 */
	private final class SessionPlugin implements SdkPlugin {

		private final boolean mayWait;

		private @Nullable SessionPrincipal principal;

		private SessionPlugin(boolean mayWait) {
			this.mayWait = mayWait;
		}

		/**
		 * The principal of the client that was built.
		 */
		private SessionPrincipal principal() {
			SessionPrincipal built = this.principal;
			return (built != null) ? built : S3ExpressClientCustomizer.this.manager.principal();
		}

		@Override
		public void configureClient(SdkServiceClientConfiguration.Builder configuration) {
			S3ServiceClientConfiguration.Builder s3 = (S3ServiceClientConfiguration.Builder) configuration;
			S3ExpressClientCustomizer outer = S3ExpressClientCustomizer.this;
			SessionPrincipal principal = SessionPrincipal.of(s3.credentialsProvider());
			this.principal = principal;
			s3.putAuthScheme(new SessionAuthScheme(outer.manager, principal, this.mayWait));
			if (s3.requestChecksumCalculation() != RequestChecksumCalculation.WHEN_REQUIRED) {
				s3.overrideConfiguration(s3.overrideConfiguration()
					.toBuilder()
					.addExecutionInterceptor(new ContentMd5Removal())
					.build());
			}
			s3.authSchemeProvider(new SessionAuthSchemeProvider(s3.authSchemeProvider(), outer.sessionsEnabled));
			s3.endpointProvider(
					new S3ExpressEndpointProvider((S3EndpointProvider) s3.endpointProvider(), outer.endpoints));
		}

	}

}
