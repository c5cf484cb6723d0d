/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.net.URI;
import java.util.function.Consumer;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * SDK clients of a local server.
 *
 * @author The S3 Express Spring Boot authors
 */
final class TestClients {

	static final String BUCKET = "demo--use1-az4--x-s3";

	static final String OTHER_BUCKET = "other--use1-az4--x-s3";

	private TestClients() {
	}

	static S3Client sync(S3ExpressLocalServer server) {
		return sync(server, (builder) -> {
		});
	}

	static S3Client sync(S3ExpressLocalServer server, Consumer<S3ClientBuilder> customizer) {
		S3ClientBuilder builder = configure(S3Client.builder(), server, server.endpoint());
		customizer.accept(builder);
		return builder.build();
	}

	static S3Client withoutSessions(S3ExpressLocalServer server) {
		return sync(server, (builder) -> builder.disableS3ExpressSessionAuth(true));
	}

	static S3AsyncClient async(S3ExpressLocalServer server) {
		return configure(S3AsyncClient.builder(), server, server.endpoint()).build();
	}

	static S3Client of(URI endpoint, String accessKeyId, String secretAccessKey) {
		return S3Client.builder()
			.endpointOverride(endpoint)
			.region(Region.US_EAST_1)
			.credentialsProvider(
					StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)))
			.build();
	}

	private static <B extends S3BaseClientBuilder<B, C>, C> B configure(B builder, S3ExpressLocalServer server,
			URI endpoint) {
		return builder.endpointOverride(endpoint).region(region(server)).credentialsProvider(credentials(server));
	}

	static Region region(S3ExpressLocalServer server) {
		return Region.of(server.region());
	}

	static AwsCredentialsProvider credentials(S3ExpressLocalServer server) {
		return StaticCredentialsProvider
			.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
	}

}
