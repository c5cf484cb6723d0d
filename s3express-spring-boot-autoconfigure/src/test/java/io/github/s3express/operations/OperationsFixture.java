/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * A local server and the SDK's own client, over connections that can be told to fail.
 */
final class OperationsFixture implements AutoCloseable {

	static final String BUCKET = "append--use1-az4--x-s3";

	final S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start();

	final UnreliableHttpClient http = new UnreliableHttpClient(Apache5HttpClient.create());

	final S3Client client = S3Client.builder()
		.endpointOverride(this.server.endpoint())
		.region(Region.of(this.server.region()))
		.credentialsProvider(StaticCredentialsProvider
			.create(AwsBasicCredentials.create(this.server.accessKeyId(), this.server.secretAccessKey())))
		.httpClient(this.http)
		.build();

	final S3ExpressOperations operations = new DefaultS3ExpressOperations(this.client);

	/**
	 * Nothing is sent but on demand.
	 */
	static UnaryOperator<AppendOptions.Builder> onDemand() {
		return (options) -> options.flushInterval(Duration.ZERO, Duration.ZERO);
	}

	AppendWriter open(String key) throws AppendException {
		return this.operations.append(BUCKET, key, onDemand());
	}

	void put(String key, String content) {
		this.client.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
	}

	String content(String key) {
		return this.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key(key)).asUtf8String();
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.client.close();
		this.http.close();
		this.server.close();
	}

}
