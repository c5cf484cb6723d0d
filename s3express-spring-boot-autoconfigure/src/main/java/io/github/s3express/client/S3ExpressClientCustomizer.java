/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.client.compatibility.Compatibility;
import io.github.s3express.client.compatibility.CompatibilitySettings;
import io.github.s3express.client.compatibility.CompatibilityUses;
import io.github.s3express.client.compatibility.PresignedLife;
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
 * The order of calls on the builder does not matter, and customizing twice is the same as
 * once. A client shares the sessions of the application's own {@code S3Client} if
 * credentials provider, Region, FIPS, dual stack and endpoint are the same; otherwise it
 * has sessions of its own, made where its requests go.
 * <p>
 * Neither the thread that calls an asynchronous client nor one that it works on waits for
 * a session, unless the client has a {@code RetryPolicy}, which the SDK has deprecated.
 */
public final class S3ExpressClientCustomizer {

	private final S3ExpressSessionManager manager;

	private final S3ExpressEndpoints endpoints;

	private final boolean sessionsEnabled;

	private final ApplicationClients application;

	private final CreateSessionClients clients;

	private final Compatibility compatibility;

	private final SessionRefusals refusals;

	/**
	 * Creates a customizer that helps libraries as it does by default.
	 * @param manager gives the sessions
	 * @param endpoints where requests for directory buckets go
	 * @param sessionsEnabled {@code false} signs everything with IAM credentials
	 * @param application how the application's own clients are set up
	 * @param clients make the manager's sessions
	 */
	public S3ExpressClientCustomizer(S3ExpressSessionManager manager, S3ExpressEndpoints endpoints,
			boolean sessionsEnabled, ApplicationClients application, CreateSessionClients clients) {
		this(manager, endpoints, sessionsEnabled, application, clients,
				new Compatibility(CompatibilitySettings.DEFAULT, new CompatibilityUses()));
	}

	/**
	 * Creates a customizer.
	 * @param manager gives the sessions
	 * @param endpoints where requests for directory buckets go
	 * @param sessionsEnabled {@code false} signs everything with IAM credentials
	 * @param application how the application's own clients are set up
	 * @param clients make the manager's sessions
	 * @param compatibility makes libraries for general purpose buckets work
	 */
	public S3ExpressClientCustomizer(S3ExpressSessionManager manager, S3ExpressEndpoints endpoints,
			boolean sessionsEnabled, ApplicationClients application, CreateSessionClients clients,
			Compatibility compatibility) {
		this.compatibility = compatibility;
		this.manager = manager;
		this.endpoints = endpoints;
		this.sessionsEnabled = sessionsEnabled;
		this.application = application;
		this.clients = clients;
		this.refusals = new SessionRefusals(manager, System::nanoTime);
	}

	/**
	 * Makes the clients of a builder use the manager's sessions.
	 * @param builder a builder of an {@code S3Client} or a Java-based
	 * {@code S3AsyncClient}
	 */
	public void customize(S3BaseClientBuilder<?, ?> builder) {
		builder.addPlugin(new SessionPlugin());
	}

	/**
	 * Builds an asynchronous client that uses the manager's sessions, as
	 * {@link #customize(S3BaseClientBuilder)} does. Beyond that it ends the calls that
	 * are under way when it is closed, some of which the SDK leaves without an answer for
	 * ever, and sends a part again whatever the body, which the SDK does for bytes and
	 * files.
	 * @param builder a builder of a Java-based {@code S3AsyncClient}, of no use
	 * afterwards
	 * @return the client; closing it closes what the builder built
	 */
	public S3AsyncClient build(S3AsyncClientBuilder builder) {
		return new ManagedS3AsyncClient(builder.addPlugin(new SessionPlugin()).build());
	}

	/**
	 * Builds a presigner that uses the manager's sessions for directory buckets. A URL
	 * that is to live longer than a session is signed for the life that is left to one,
	 * signed with IAM credentials, or refused with an {@link IllegalArgumentException},
	 * as the {@linkplain PresignedLife settings} say.
	 * @param region the Region of buckets that are not configured with one
	 * @param credentials the IAM credentials that make sessions and presign URLs of
	 * general purpose buckets
	 * @return the presigner
	 */
	public S3Presigner presigner(Region region, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
		return new SessionS3Presigner(this.manager, SessionPrincipal.of(credentials),
				new PresignersByRegion(region, credentials, this.endpoints, this.manager, this.application),
				this.sessionsEnabled, this.compatibility);
	}

	/**
	 * Runs when a client is built, so that it sees the builder's settings whatever the
	 * order in which they were made.
	 */
	private final class SessionPlugin implements SdkPlugin {

		@Override
		public void configureClient(SdkServiceClientConfiguration.Builder configuration) {
			S3ServiceClientConfiguration.Builder s3 = (S3ServiceClientConfiguration.Builder) configuration;
			if (s3.authSchemeProvider() instanceof SessionAuthSchemeProvider) {
				// The builder was customized before.
				return;
			}
			S3ExpressClientCustomizer outer = S3ExpressClientCustomizer.this;
			ClientRoute route = new ClientRoute(outer.application, outer.endpoints);
			SessionHandles handles = new SessionHandles();
			s3.putAuthScheme(new SessionAuthScheme(outer.manager, outer.clients, route,
					SessionPrincipal.of(s3.credentialsProvider()), handles));
			RequestSettings settings = new RequestSettings();
			S3ExpressEndpointProvider endpoints = new S3ExpressEndpointProvider(
					(S3EndpointProvider) s3.endpointProvider(), outer.endpoints, outer.application::commonEndpoint,
					outer.manager::region);
			s3.endpointProvider(endpoints);
			s3.authSchemeProvider(new SessionAuthSchemeProvider(s3.authSchemeProvider(), route, handles,
					outer.sessionsEnabled, endpoints, settings));
			s3.overrideConfiguration(withSessions(s3.overrideConfiguration(), handles, settings,
					s3.requestChecksumCalculation() != RequestChecksumCalculation.WHEN_REQUIRED));
		}

		private ClientOverrideConfiguration withSessions(ClientOverrideConfiguration configuration,
				SessionHandles handles, RequestSettings settings, boolean sendsChecksums) {
			S3ExpressClientCustomizer outer = S3ExpressClientCustomizer.this;
			ClientOverrideConfiguration.Builder copy = configuration.toBuilder()
				.addExecutionInterceptor(settings)
				.addExecutionInterceptor(outer.refusals);
			// Last, so that the application's interceptors see what its libraries ask
			// for, and the answer that they get.
			outer.compatibility.interceptors(sendsChecksums).forEach(copy::addExecutionInterceptor);
			// A retry policy of old has no place for sessions; the signer waits for them.
			if (configuration.retryPolicy().isEmpty()) {
				configuration.retryStrategy()
					.ifPresent((own) -> copy
						.retryStrategy(new SessionRetryStrategy(own, outer.manager, outer.refusals, handles)));
			}
			return copy.build();
		}

	}

}
