/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Configuration that Spring Cloud AWS imports from a directory bucket before there is a
 * context, and the application's client thereafter.
 */
class SpringCloudAwsImportTests {

	private static final String BUCKET = "import--use1-az4--x-s3";

	private final S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start();

	@BeforeEach
	void store() {
		try (S3Client client = S3Client.builder()
			.region(Region.of(this.server.region()))
			.endpointOverride(this.server.endpoint())
			.credentialsProvider(StaticCredentialsProvider
				.create(AwsBasicCredentials.create(this.server.accessKeyId(), this.server.secretAccessKey())))
			.build()) {
			client.putObject((put) -> put.bucket(BUCKET).key("application.properties").contentType("text/plain"),
					RequestBody.fromString("colour=blue"));
		}
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void clientAfterAnImportShouldBeOneWithManagedSessions() {
		try (ConfigurableApplicationContext context = start(true)) {
			assertThat(context.getEnvironment().getProperty("colour")).isEqualTo("blue");
			assertThat(context.getBeansOfType(S3Client.class)).hasSize(1).doesNotContainKey("configDataS3Client");
			assertThat(context.getBean(S3Client.class)
				.listObjectsV2((list) -> list.bucket(BUCKET).prefix("app"))
				.contents()).hasSize(1);
			assertThat(context.getBean(S3ExpressSessionManager.class).snapshots()).hasSize(1);
		}
	}

	@Test
	void clientAfterAnImportWhenStarterIsOffShouldBeSpringCloudAwss() {
		try (ConfigurableApplicationContext context = start(false)) {
			assertThat(context.getEnvironment().getProperty("colour")).isEqualTo("blue");
			assertThat(context.getBeansOfType(S3Client.class)).containsOnlyKeys("configDataS3Client");
		}
	}

	private ConfigurableApplicationContext start(boolean enabled) {
		return new SpringApplicationBuilder(Importing.class).web(WebApplicationType.NONE)
			.run("--spring.config.import=aws-s3:" + BUCKET + "/application.properties",
					"--spring.cloud.aws.endpoint=" + this.server.endpoint(),
					"--spring.cloud.aws.region.static=" + this.server.region(),
					"--spring.cloud.aws.credentials.access-key=" + this.server.accessKeyId(),
					"--spring.cloud.aws.credentials.secret-key=" + this.server.secretAccessKey(),
					"--s3express.enabled=" + enabled, "--spring.autoconfigure.exclude="
							+ "io.awspring.cloud.autoconfigure.s3.S3TransferManagerAutoConfiguration");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Importing {

	}

}
