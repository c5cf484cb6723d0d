/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A bucket in another Region than its clients, at a server that takes signatures for that
 * Region only.
 */
class SeveralRegionsTests {

	private static final String BUCKET = "north--eun1-az1--x-s3";

	private final S3ExpressLocalServer server = S3ExpressLocalServer.builder()
		.region("eu-north-1")
		.bucket(BUCKET)
		.start();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
						S3ExpressAsyncClientAutoConfiguration.class, S3ExpressPresignerAutoConfiguration.class))
		.withPropertyValues("s3express.region=us-east-1", "s3express.endpoint=" + this.server.endpoint(),
				"s3express.credentials.access-key-id=" + this.server.accessKeyId(),
				"s3express.credentials.secret-access-key=" + this.server.secretAccessKey());

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void requestsWhenTheirBucketHasARegionShouldBeSignedForIt() {
		this.contextRunner
			.withPropertyValues("s3express.buckets.north.name=" + BUCKET, "s3express.buckets.north.region=eu-north-1")
			.run((context) -> {
				context.getBean(S3Client.class)
					.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
				assertThat(context.getBean(S3AsyncClient.class)
					.getObject((get) -> get.bucket(BUCKET).key("key"), AsyncResponseTransformer.toBytes())
					.join()
					.asUtf8String()).isEqualTo("content");
				URI url = URI.create(context.getBean(S3Presigner.class)
					.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1))
						.getObjectRequest((get) -> get.bucket(BUCKET).key("key")))
					.url()
					.toString());
				assertThat(HttpClient.newHttpClient()
					.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
					.body()).isEqualTo("content");
				// HeadBucket is signed with IAM credentials.
				context.getBean(S3Client.class).headBucket((head) -> head.bucket(BUCKET));
				assertThat(this.server.counters().count("CreateSession")).isOne();
			});
	}

	@Test
	void requestWhenItsBucketHasNoRegionShouldBeRefusedThere() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(S3ExpressSessionException.class)
			.isThrownBy(() -> context.getBean(S3Client.class).getObjectAsBytes((get) -> get.bucket(BUCKET).key("key")))
			.withMessageContaining("AuthorizationHeaderMalformed"));
	}

}
