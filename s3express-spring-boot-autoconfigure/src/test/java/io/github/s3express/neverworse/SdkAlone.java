/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The SDK alone: clients with their own cache of sessions.
 */
final class SdkAlone implements Contender {

	private final S3ExpressLocalServer server;

	private final AwsCredentialsProvider credentials;

	private final Deque<SdkAutoCloseable> opened = new ArrayDeque<>();

	private final boolean sessions;

	private final S3Client client;

	private @Nullable S3AsyncClient asyncClient;

	SdkAlone(S3ExpressLocalServer server, Scenario.Kind kind) {
		this.server = server;
		this.sessions = kind != Scenario.Kind.WITHOUT_SESSIONS;
		this.credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
		this.client = ownClient((builder) -> {
		});
	}

	@Override
	public S3ExpressLocalServer server() {
		return this.server;
	}

	@Override
	public AwsCredentialsProvider credentials() {
		return this.credentials;
	}

	@Override
	public S3Client client() {
		return this.client;
	}

	@Override
	public S3Client ownClient(Consumer<S3ClientBuilder> settings) {
		S3ClientBuilder builder = S3Client.builder();
		prepare(builder);
		settings.accept(builder);
		return remember(builder.build());
	}

	@Override
	public S3AsyncClient asyncClient() {
		S3AsyncClient made = this.asyncClient;
		if (made == null) {
			made = ownAsyncClient((builder) -> builder.multipartEnabled(true));
			this.asyncClient = made;
		}
		return made;
	}

	@Override
	public S3AsyncClient ownAsyncClient(Consumer<S3AsyncClientBuilder> settings) {
		S3AsyncClientBuilder builder = S3AsyncClient.builder();
		prepare(builder);
		settings.accept(builder);
		return remember(builder.build());
	}

	@Override
	public S3TransferManager transferManager() {
		return remember(S3TransferManager.builder().s3Client(asyncClient()).build());
	}

	@Override
	public S3Presigner presigner() {
		return remember(S3Presigner.builder()
			.region(Region.of(this.server.region()))
			.credentialsProvider(this.credentials)
			.endpointOverride(this.server.endpoint())
			.disableS3ExpressSessionAuth(!this.sessions)
			.s3Client(this.client)
			.build());
	}

	private void prepare(S3BaseClientBuilder<?, ?> builder) {
		builder.region(Region.of(this.server.region()))
			.credentialsProvider(this.credentials)
			.endpointOverride(this.server.endpoint())
			.disableS3ExpressSessionAuth(!this.sessions);
	}

	private <T extends SdkAutoCloseable> T remember(T client) {
		this.opened.push(client);
		return client;
	}

	@Override
	public void close() {
		this.opened.forEach(SdkAutoCloseable::close);
	}

}
