/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.net.URI;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The AWS SDK for Java 2.x on the AWS CRT. It makes sessions in native code and puts the
 * bucket into the host name, which need not resolve: the server is its own proxy.
 *
 * @author The S3 Express Spring Boot authors
 */
final class CrtClient implements Client {

	@Override
	public boolean isAvailable() {
		return true;
	}

	@Override
	public Map<String, String> run(S3ExpressLocalServer server) {
		try (S3AsyncClient s3 = S3AsyncClient.crtBuilder()
			.endpointOverride(URI.create("http://s3express.test:" + server.endpoint().getPort()))
			.httpConfiguration((http) -> http.proxyConfiguration(
					(proxy) -> proxy.scheme("http").host("127.0.0.1").port(server.endpoint().getPort())))
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider
				.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
			.build()) {
			return new SdkOperations().run(Blocking.on(s3), false);
		}
	}

}
