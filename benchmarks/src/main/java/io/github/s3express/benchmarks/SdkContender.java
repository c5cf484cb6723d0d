/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The SDK alone, as one would build its clients by hand.
 */
final class SdkContender implements Contender {

	private static final int CONNECTIONS = 256;

	private final S3ExpressLocalServer server;

	private final AwsCredentialsProvider credentials;

	SdkContender(S3ExpressLocalServer server) {
		this.server = server;
		this.credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
	}

	@Override
	public S3ExpressLocalServer server() {
		return this.server;
	}

	@Override
	public S3Client newClient() {
		return builder().build();
	}

	S3ClientBuilder builder() {
		return S3Client.builder()
			.region(Region.of(this.server.region()))
			.credentialsProvider(this.credentials)
			.endpointOverride(this.server.endpoint())
			.httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS));
	}

	@Override
	public S3AsyncClient newAsyncClient() {
		return S3AsyncClient.builder()
			.region(Region.of(this.server.region()))
			.credentialsProvider(this.credentials)
			.endpointOverride(this.server.endpoint())
			.httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(CONNECTIONS))
			.build();
	}

	@Override
	public S3Presigner newPresigner() {
		return S3Presigner.builder()
			.region(Region.of(this.server.region()))
			.credentialsProvider(this.credentials)
			.endpointOverride(this.server.endpoint())
			.s3Client(newClient())
			.build();
	}

	@Override
	public void warmUp(String bucket) {
		// The SDK has nothing of the kind.
	}

	@Override
	public void close() {
		this.server.close();
	}

}
