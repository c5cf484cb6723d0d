/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.util.function.Consumer;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * An application, with or without the starter, and the server that it works with. What it
 * hands out is closed with it.
 */
interface Contender extends AutoCloseable {

	S3ExpressLocalServer server();

	AwsCredentialsProvider credentials();

	/**
	 * The client that the application gets without asking for anything: a bean, or a
	 * client with the default settings.
	 */
	S3Client client();

	/**
	 * Another client, from a builder of the application's own.
	 * @param settings what it sets
	 */
	S3Client ownClient(Consumer<S3ClientBuilder> settings);

	/**
	 * The asynchronous client that the application gets, which sends large objects in
	 * parts.
	 */
	S3AsyncClient asyncClient();

	S3AsyncClient ownAsyncClient(Consumer<S3AsyncClientBuilder> settings);

	S3TransferManager transferManager();

	S3Presigner presigner();

	@Override
	void close();

}
