/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.operations.FaultyProxy.Fault;

/**
 * A local server and clients that reach it by way of a {@link FaultyProxy}.
 */
final class SocketFixture implements AutoCloseable {

	static final String BUCKET = "append--use1-az4--x-s3";

	// Closing one takes two seconds.
	private static final SdkAsyncHttpClient HTTP = NettyNioAsyncHttpClient.create();

	final S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start();

	final FaultyProxy proxy = new FaultyProxy(this.server.endpoint());

	private final StaticCredentialsProvider credentials = StaticCredentialsProvider
		.create(AwsBasicCredentials.create(this.server.accessKeyId(), this.server.secretAccessKey()));

	private final ClientOverrideConfiguration patience = ClientOverrideConfiguration.builder()
		.apiCallAttemptTimeout(Duration.ofMillis(400))
		.build();

	final S3Client client = S3Client.builder()
		.endpointOverride(this.proxy.endpoint())
		.region(Region.of(this.server.region()))
		.credentialsProvider(this.credentials)
		.overrideConfiguration(this.patience)
		.build();

	final S3AsyncClient asyncClient = S3AsyncClient.builder()
		.endpointOverride(this.proxy.endpoint())
		.region(Region.of(this.server.region()))
		.credentialsProvider(this.credentials)
		.overrideConfiguration(this.patience)
		.httpClient(HTTP)
		.build();

	/**
	 * Spoils a share of the requests that write.
	 */
	void spoil(Random random, double share, Fault... faults) {
		this.proxy.spoil((head) -> {
			boolean writes = head.startsWith("PUT ");
			return (writes && random.nextDouble() < share) ? faults[random.nextInt(faults.length)] : Fault.NONE;
		});
	}

	/**
	 * Spoils the next requests that append, so many.
	 */
	void spoilAppends(Fault fault, int times) {
		int[] left = { times };
		this.proxy.spoil((head) -> (head.toLowerCase(Locale.ROOT).contains("x-amz-write-offset-bytes") && left[0]-- > 0)
				? fault : Fault.NONE);
	}

	void heal() {
		this.proxy.spoil((head) -> Fault.NONE);
	}

	String content(String key) {
		return this.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key(key)).asUtf8String();
	}

	@Override
	public void close() {
		this.client.close();
		this.asyncClient.close();
		this.proxy.close();
		this.server.close();
	}

}
