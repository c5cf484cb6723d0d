/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.Lazy;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Clients as an application builds them that has the AWS SDK and nothing else.
 */
final class SdkAlone implements Application {

	private final S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start();

	private final AwsCredentialsProvider credentials = StaticCredentialsProvider
		.create(AwsBasicCredentials.create(this.server.accessKeyId(), this.server.secretAccessKey()));

	private final Region region = Region.of(this.server.region());

	private final Deque<AutoCloseable> made = new ArrayDeque<>();

	private final Lazy<S3Client> client = made(() -> S3Client.builder()
		.region(this.region)
		.credentialsProvider(this.credentials)
		.endpointOverride(this.server.endpoint())
		.build());

	private final Lazy<S3AsyncClient> asyncClient = made(() -> S3AsyncClient.builder()
		.region(this.region)
		.credentialsProvider(this.credentials)
		.endpointOverride(this.server.endpoint())
		.multipartEnabled(true)
		.build());

	private final Lazy<S3AsyncClient> asyncClientWithoutMultipart = made(() -> S3AsyncClient.builder()
		.region(this.region)
		.credentialsProvider(this.credentials)
		.endpointOverride(this.server.endpoint())
		.build());

	private final Lazy<S3Presigner> presigner = made(() -> S3Presigner.builder()
		.region(this.region)
		.credentialsProvider(this.credentials)
		.endpointOverride(this.server.endpoint())
		.s3Client(client())
		.build());

	private <T extends AutoCloseable> Lazy<T> made(Supplier<T> supplier) {
		return new Lazy<>(() -> {
			T client = supplier.get();
			this.made.push(client);
			return client;
		});
	}

	@Override
	public S3Client client() {
		return this.client.getValue();
	}

	@Override
	public S3AsyncClient asyncClient() {
		return this.asyncClient.getValue();
	}

	@Override
	public S3AsyncClient asyncClientWithoutMultipart() {
		return this.asyncClientWithoutMultipart.getValue();
	}

	@Override
	public S3Presigner presigner() {
		return this.presigner.getValue();
	}

	@Override
	public S3ExpressLocalServer server() {
		return this.server;
	}

	@Override
	public boolean hasStarter() {
		return false;
	}

	@Override
	public void close() {
		for (AutoCloseable client : this.made) {
			try {
				client.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
		this.server.close();
	}

}
