/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * IAM credentials from a profile of the AWS configuration files.
 */
class ProfileCredentialsTests {

	private static final String BUCKET = "profile--use1-az4--x-s3";

	private static final String FILE_PROPERTY = ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property();

	private final S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start();

	@TempDir
	private Path directory;

	@AfterEach
	void stop() {
		System.clearProperty(FILE_PROPERTY);
		this.server.close();
	}

	@Test
	void sessionWhenAProfileIsNamedShouldBeMadeWithItsCredentials() throws Exception {
		Path file = Files.writeString(this.directory.resolve("credentials"), """
				[default]
				aws_access_key_id = AKIANOTOFTHESERVER00
				aws_secret_access_key = nor-this
				[express]
				aws_access_key_id = %s
				aws_secret_access_key = %s
				""".formatted(this.server.accessKeyId(), this.server.secretAccessKey()));
		System.setProperty(FILE_PROPERTY, file.toString());
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class))
			.withPropertyValues("s3express.region=us-east-1", "s3express.endpoint=" + this.server.endpoint(),
					"s3express.credentials.profile=express")
			.run((context) -> {
				context.getBean(S3Client.class)
					.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
				assertThat(this.server.counters().count("PutObject")).isOne();
			});
	}

}
