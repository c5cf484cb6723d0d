/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.List;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Builders of the auto-configured clients: everything but the sessions.
 */
class S3ClientBuilders {

	private final S3ExpressClientSettings settings;

	private final List<S3ClientBuilderCustomizer> customizers;

	private final List<S3AsyncClientBuilderCustomizer> asyncCustomizers;

	private final List<CreateSessionClientBuilderCustomizer> createSessionCustomizers;

	private final @Nullable SharedClientSettings sharedSettings;

	private final IntSupplier createSessionConnections;

	S3ClientBuilders(S3ExpressClientSettings settings, List<S3ClientBuilderCustomizer> customizers,
			List<S3AsyncClientBuilderCustomizer> asyncCustomizers,
			List<CreateSessionClientBuilderCustomizer> createSessionCustomizers,
			@Nullable SharedClientSettings sharedSettings, IntSupplier createSessionConnections) {
		this.settings = settings;
		this.customizers = customizers;
		this.asyncCustomizers = asyncCustomizers;
		this.createSessionCustomizers = createSessionCustomizers;
		this.sharedSettings = sharedSettings;
		this.createSessionConnections = createSessionConnections;
	}

	S3ClientBuilder sync() {
		return sync(this.settings.http().sync());
	}

	private S3ClientBuilder sync(SdkHttpClient.@Nullable Builder<?> httpClient) {
		S3ClientBuilder builder = S3Client.builder();
		if (this.sharedSettings != null) {
			this.sharedSettings.configure(builder, this.settings.region());
		}
		builder.region(this.settings.region()).credentialsProvider(this.settings.credentials());
		if (httpClient != null) {
			builder.httpClientBuilder(httpClient);
		}
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	/**
	 * The builder of the clients that make sessions.
	 */
	S3ClientBuilder createSession() {
		S3ClientBuilder builder = sync(this.settings.http().createSession(this.createSessionConnections.getAsInt()));
		this.createSessionCustomizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	S3AsyncClientBuilder async() {
		S3AsyncClientBuilder builder = S3AsyncClient.builder();
		if (this.sharedSettings != null) {
			this.sharedSettings.configure(builder, this.settings.region());
		}
		builder.region(this.settings.region()).credentialsProvider(this.settings.credentials()).multipartEnabled(true);
		SdkAsyncHttpClient.@Nullable Builder<?> httpClient = this.settings.http().async();
		if (httpClient != null) {
			builder.httpClientBuilder(httpClient);
		}
		this.asyncCustomizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

}
