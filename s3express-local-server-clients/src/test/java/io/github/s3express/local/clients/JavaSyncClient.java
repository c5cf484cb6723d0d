/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The AWS SDK for Java 2.x, {@code S3Client} and {@code S3Presigner}.
 *
 * @author The S3 Express Spring Boot authors
 */
final class JavaSyncClient implements Client {

	@Override
	public boolean isAvailable() {
		return true;
	}

	@Override
	public Map<String, String> run(S3ExpressLocalServer server) {
		StaticCredentialsProvider credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
		try (S3Client s3 = S3Client.builder()
			.endpointProvider(new Endpoints(server))
			.region(Region.US_EAST_1)
			.credentialsProvider(credentials)
			.httpClientBuilder(ApacheHttpClient.builder())
			.build()) {
			Map<String, String> results = new SdkOperations().run(s3, true);
			s3.putObject((put) -> put.bucket(BUCKET).key("signed"), RequestBody.fromString("hello"));
			Cells presigned = new Cells();
			presigned.check("Presigned GET", "hello", () -> presigned(server, credentials));
			results.putAll(presigned.results());
			return results;
		}
	}

	private String presigned(S3ExpressLocalServer server, StaticCredentialsProvider credentials) throws Exception {
		try (S3Client lent = S3Client.builder()
			.endpointOverride(server.endpoint())
			.region(Region.US_EAST_1)
			.credentialsProvider(credentials)
			.httpClientBuilder(ApacheHttpClient.builder())
			.build();
				S3Presigner presigner = S3Presigner.builder()
					.s3Client(lent)
					.endpointOverride(server.endpoint())
					.region(Region.US_EAST_1)
					.credentialsProvider(credentials)
					.build()) {
			URL url = presigner
				.presignGetObject((sign) -> sign.signatureDuration(Duration.ofMinutes(1))
					.getObjectRequest((get) -> get.bucket(BUCKET).key("signed")))
				.url();
			return new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
