/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.util.Map;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The AWS SDK for Java 2.x, {@code S3AsyncClient} on Netty.
 *
 * @author The S3 Express Spring Boot authors
 */
final class JavaAsyncClient implements Client {

	@Override
	public boolean isAvailable() {
		return true;
	}

	@Override
	public Map<String, String> run(S3ExpressLocalServer server) {
		try (S3AsyncClient s3 = S3AsyncClient.builder()
			.endpointProvider(new Endpoints(server))
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider
				.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
			.build()) {
			return new SdkOperations().run(Blocking.on(s3), true);
		}
	}

}
