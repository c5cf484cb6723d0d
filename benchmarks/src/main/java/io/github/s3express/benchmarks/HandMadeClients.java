/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.net.URI;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The SDK's clients as beans, as an application without the starter has them. Their
 * settings have the names of the starter's.
 */
@Configuration(proxyBeanMethods = false)
class HandMadeClients {

	private final URI endpoint;

	private final Region region;

	private final StaticCredentialsProvider credentials;

	HandMadeClients(@Value("${s3express.endpoint}") URI endpoint, @Value("${s3express.region}") String region,
			@Value("${s3express.credentials.access-key-id}") String accessKeyId,
			@Value("${s3express.credentials.secret-access-key}") String secretAccessKey) {
		this.endpoint = endpoint;
		this.region = Region.of(region);
		this.credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey));
	}

	@Bean
	S3Client s3Client() {
		return newClient();
	}

	@Bean
	S3AsyncClient s3AsyncClient() {
		return S3AsyncClient.builder()
			.region(this.region)
			.credentialsProvider(this.credentials)
			.endpointOverride(this.endpoint)
			.build();
	}

	@Bean
	S3Presigner s3Presigner(S3Client client) {
		return S3Presigner.builder()
			.region(this.region)
			.credentialsProvider(this.credentials)
			.endpointOverride(this.endpoint)
			.s3Client(client)
			.build();
	}

	S3Client newClient() {
		return S3Client.builder()
			.region(this.region)
			.credentialsProvider(this.credentials)
			.endpointOverride(this.endpoint)
			.build();
	}

}
