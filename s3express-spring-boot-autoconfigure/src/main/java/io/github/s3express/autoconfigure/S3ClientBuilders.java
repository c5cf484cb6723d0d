/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.List;

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

	S3ClientBuilders(S3ExpressClientSettings settings, List<S3ClientBuilderCustomizer> customizers,
			List<S3AsyncClientBuilderCustomizer> asyncCustomizers) {
		this.settings = settings;
		this.customizers = customizers;
		this.asyncCustomizers = asyncCustomizers;
	}

	S3ClientBuilder sync() {
		S3ClientBuilder builder = S3Client.builder()
			.region(this.settings.region())
			.credentialsProvider(this.settings.credentials());
		SdkHttpClient.@Nullable Builder<?> httpClient = this.settings.http().sync();
		if (httpClient != null) {
			builder.httpClientBuilder(httpClient);
		}
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	S3AsyncClientBuilder async() {
		S3AsyncClientBuilder builder = S3AsyncClient.builder()
			.region(this.settings.region())
			.credentialsProvider(this.settings.credentials())
			.multipartEnabled(true);
		SdkAsyncHttpClient.@Nullable Builder<?> httpClient = this.settings.http().async();
		if (httpClient != null) {
			builder.httpClientBuilder(httpClient);
		}
		this.asyncCustomizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

}
