/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.List;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;

/**
 * Finds out where a client would send its requests, and whether it would use sessions.
 * The SDK's configurations do not tell all of it, the parameters of a request do. So a
 * request is begun and broken off before anything happens: no interceptor or metric
 * publisher of the client hears of it, no credentials are resolved, nothing is sent.
 */
final class ClientProbe {

	private static final String BUCKET = "probe--use1-az4--x-s3";

	private static final String SDK = "software.amazon.awssdk.";

	private ClientProbe() {
	}

	static S3AuthSchemeParams params(SdkClient client) {
		HeadBucketRequest request = HeadBucketRequest.builder()
			.bucket(BUCKET)
			.overrideConfiguration((override) -> override.addPlugin(breakingOff())
				.credentialsProvider(AnonymousCredentialsProvider.create()))
			.build();
		try {
			send(client, request);
		}
		catch (RuntimeException ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof BrokenOffException found) {
					return found.params;
				}
			}
			throw ex;
		}
		throw new IllegalStateException(
				"The client %s answered a request that it should not have sent".formatted(client.getClass().getName()));
	}

	private static void send(SdkClient client, HeadBucketRequest request) {
		if (client instanceof S3AsyncClient async) {
			async.headBucket(request).join();
		}
		else {
			((S3Client) client).headBucket(request);
		}
	}

	private static SdkPlugin breakingOff() {
		return (configuration) -> {
			S3ServiceClientConfiguration.Builder s3 = (S3ServiceClientConfiguration.Builder) configuration;
			ClientOverrideConfiguration override = s3.overrideConfiguration();
			s3.overrideConfiguration(override.toBuilder()
				.executionInterceptors(override.executionInterceptors()
					.stream()
					.filter((interceptor) -> interceptor.getClass().getName().startsWith(SDK))
					.toList())
				.metricPublishers(List.of())
				.build());
			s3.authSchemeProvider((params) -> {
				throw new BrokenOffException(params);
			});
		};
	}

	private static final class BrokenOffException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient S3AuthSchemeParams params;

		private BrokenOffException(S3AuthSchemeParams params) {
			super("Broken off", null, false, false);
			this.params = params;
		}

	}

}
