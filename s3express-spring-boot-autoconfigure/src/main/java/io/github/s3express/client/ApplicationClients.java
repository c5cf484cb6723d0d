/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;

/**
 * How the application's own clients are set up. Other clients are compared with them, to
 * find out which share their sessions. Found out when first needed, by a client that is
 * built like theirs but sends nothing.
 */
public final class ApplicationClients {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationClients.class);

	private final Supplier<S3ClientBuilder> builders;

	private final S3ExpressEndpoints endpoints;

	private volatile @Nullable Knowledge knowledge;

	/**
	 * Creates the comparison.
	 * @param builders gives new builders with all that the application's own
	 * {@code S3Client} is built with, except for sessions
	 * @param endpoints where requests for directory buckets go
	 */
	public ApplicationClients(Supplier<S3ClientBuilder> builders, S3ExpressEndpoints endpoints) {
		this.builders = builders;
		this.endpoints = endpoints;
	}

	/**
	 * Whether the SDK's own switches turn sessions off for the application: the builder's
	 * {@code disableS3ExpressSessionAuth}, the environment, a system property, the
	 * profile.
	 * @return whether sessions are off
	 */
	public boolean sessionsDisabled() {
		S3AuthSchemeParams params = params();
		return params != null && Boolean.TRUE.equals(params.disableS3ExpressSessionAuth());
	}

	@Nullable S3AuthSchemeParams params() {
		return knowledge().params();
	}

	/**
	 * The endpoint of all of S3, or {@code null} for that of the service.
	 */
	@Nullable String commonEndpoint() {
		S3AuthSchemeParams params = params();
		return (params != null) ? params.endpoint() : null;
	}

	@Nullable EffectiveSettings settings() {
		return knowledge().settings();
	}

	private Knowledge knowledge() {
		Knowledge known = this.knowledge;
		if (known == null) {
			// Whoever comes at the same time finds out the same.
			known = findOut();
			this.knowledge = known;
		}
		return known;
	}

	private Knowledge findOut() {
		try {
			// It is closed at once, and with it whatever it has.
			S3ClientBuilder builder = this.builders.get()
				.httpClientBuilder(null)
				.httpClient(new NoHttpClient())
				.credentialsProvider(AnonymousCredentialsProvider.create());
			try (S3Client client = builder.build()) {
				S3AuthSchemeParams params = ClientProbe.params(client);
				return new Knowledge(params, EffectiveSettings.of(params, this.endpoints, params.endpoint()));
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Could not find out how the application's S3 clients are set up; other clients will share no "
					+ "sessions with them", ex);
			return new Knowledge(null, null);
		}
	}

	private record Knowledge(@Nullable S3AuthSchemeParams params, @Nullable EffectiveSettings settings) {
	}

	private static final class NoHttpClient implements SdkHttpClient {

		@Override
		public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
			throw new IllegalStateException("This client sends nothing");
		}

		@Override
		public void close() {
			// Nothing to close.
		}

	}

}
