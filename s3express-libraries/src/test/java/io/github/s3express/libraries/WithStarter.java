/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The beans of a Spring Boot application that has the starter, as it is.
 */
final class WithStarter implements Application {

	private final ConfigurableApplicationContext context = new SpringApplicationBuilder(Configured.class)
		.web(WebApplicationType.NONE)
		.run("--s3express.local.enabled=true", "--s3express.buckets.libraries.name=" + BUCKET,
				"--spring.main.banner-mode=off", "--spring.main.log-startup-info=false", "--logging.level.root=error",
				"--spring.cloud.aws.s3.enabled=false");

	private S3AsyncClient ownClient;

	@Override
	public S3Client client() {
		return this.context.getBean(S3Client.class);
	}

	@Override
	public S3AsyncClient asyncClient() {
		return this.context.getBean(S3AsyncClient.class);
	}

	@Override
	public S3AsyncClient asyncClientWithoutMultipart() {
		if (this.ownClient == null) {
			this.ownClient = this.context.getBean(S3ExpressClientCustomizer.class)
				.build(S3AsyncClient.builder()
					.region(Region.of(server().region()))
					.credentialsProvider(StaticCredentialsProvider
						.create(AwsBasicCredentials.create(server().accessKeyId(), server().secretAccessKey()))));
		}
		return this.ownClient;
	}

	@Override
	public S3Presigner presigner() {
		return this.context.getBean(S3Presigner.class);
	}

	@Override
	public S3ExpressLocalServer server() {
		return this.context.getBean(S3ExpressLocalServer.class);
	}

	@Override
	public boolean hasStarter() {
		return true;
	}

	@Override
	public void close() {
		if (this.ownClient != null) {
			this.ownClient.close();
		}
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configured {

	}

}
