/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files through the auto-configured {@link S3Client}, to a server that checks each
 * signature, and back.
 */
class S3ClientRoundTripTests {

	private static final String BUCKET = "files--use1-az4--x-s3";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class,
				S3ExpressClientAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class))
		.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.files.name=" + BUCKET);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 128 * 1024 + 1, 64 * 1024 * 1024 })
	void putAndGetWhenFileHasSizeShouldGiveBackTheSameBytes(int size) {
		this.contextRunner.run((context) -> {
			Path file = randomFile(size);
			S3Client client = context.getBean(S3Client.class);
			client.putObject((put) -> put.bucket(BUCKET).key("dir/file " + size), RequestBody.fromFile(file));
			try (ResponseInputStream<GetObjectResponse> object = client
				.getObject((get) -> get.bucket(BUCKET).key("dir/file " + size))) {
				assertThat(object.response().contentLength()).isEqualTo(size);
				assertThat(digest(object)).isEqualTo(digest(Files.newInputStream(file)));
			}
			assertThat(context.getBean(S3ExpressLocalServer.class).counters().count("CreateSession")).isOne();
		});
	}

	private Path randomFile(int size) throws Exception {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return Files.write(this.directory.resolve("file"), bytes);
	}

	private static byte[] digest(InputStream content) throws Exception {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		try (DigestInputStream input = new DigestInputStream(content, digest)) {
			input.transferTo(java.io.OutputStream.nullOutputStream());
		}
		return digest.digest();
	}

}
