/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3TransferManagerAutoConfiguration;
import io.awspring.cloud.s3.S3Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.Resource;
import org.springframework.core.io.WritableResource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All clients that an application may have, in one context and on one bucket, those of
 * Spring Cloud AWS among them.
 */
class AllClientsTests {

	private static final String BUCKET = "all--use1-az4--x-s3";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
						S3ExpressAsyncClientAutoConfiguration.class, S3ExpressPresignerAutoConfiguration.class,
						S3ExpressTransferManagerAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class))
		.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.all.name=" + BUCKET);

	private final ApplicationContextRunner springCloudRunner = this.contextRunner
		.withConfiguration(AutoConfigurations.of(AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class,
				RegionProviderAutoConfiguration.class, S3AutoConfiguration.class,
				S3TransferManagerAutoConfiguration.class))
		.withPropertyValues("spring.cloud.aws.region.static=us-east-1",
				"spring.cloud.aws.credentials.access-key=AKIANOTOFTHELOCALSRV",
				"spring.cloud.aws.credentials.secret-key=nor-this");

	@TempDir
	private Path directory;

	@Test
	void clientsOfAllKindsShouldShareOneSession() {
		this.springCloudRunner.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(S3Client.class).hasSingleBean(S3Presigner.class);
			S3ExpressLocalServer server = context.getBean(S3ExpressLocalServer.class);
			context.getBean(S3Client.class)
				.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("sync"));
			S3AsyncClient async = context.getBean(S3AsyncClient.class);
			assertThat(async.getObject((get) -> get.bucket(BUCKET).key("key"), AsyncResponseTransformer.toBytes())
				.join()
				.asUtf8String()).isEqualTo("sync");
			async.putObject((put) -> put.bucket(BUCKET).key("key"), AsyncRequestBody.fromString("async")).join();
			URI url = URI.create(context.getBean(S3Presigner.class)
				.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(2))
					.getObjectRequest((get) -> get.bucket(BUCKET).key("key")))
				.url()
				.toString());
			assertThat(HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
				.body()).isEqualTo("async");
			Path file = Files.writeString(this.directory.resolve("file"), "transferred");
			context.getBean(S3TransferManager.class)
				.uploadFile((upload) -> upload.source(file).putObjectRequest((put) -> put.bucket(BUCKET).key("file")))
				.completionFuture()
				.join();
			S3Template template = context.getBean(S3Template.class);
			assertThat(template.download(BUCKET, "file").getContentAsString(StandardCharsets.UTF_8))
				.isEqualTo("transferred");
			Resource resource = context.getResource("s3://" + BUCKET + "/stream");
			try (OutputStream output = ((WritableResource) resource).getOutputStream()) {
				output.write("streamed".getBytes(StandardCharsets.UTF_8));
			}
			assertThat(context.getResource("s3://" + BUCKET + "/stream").getContentAsString(StandardCharsets.UTF_8))
				.isEqualTo("streamed");
			assertThat(template.createSignedGetURL(BUCKET, "file", Duration.ofMinutes(2)).getQuery())
				.contains("X-Amz-S3session-Token");
			assertThat(server.counters().count("CreateSession")).isOne();
		});
	}

	@Test
	void springCloudAwsShouldGiveCredentialsAndRegion() {
		this.springCloudRunner
			.withPropertyValues("s3express.local.enabled=false", "s3express.endpoint=http://127.0.0.1:9",
					"s3express.buckets.all.warm-up=false")
			.run((context) -> {
				S3ExpressClientSettings settings = context.getBean(S3ExpressClientSettings.class);
				assertThat(settings.credentials().resolveCredentials().accessKeyId()).isEqualTo("AKIANOTOFTHELOCALSRV");
				assertThat(settings.region().id()).isEqualTo("us-east-1");
			});
	}

	@Test
	void clientsWhenSpringCloudAwsIsAbsentShouldShareOneSession() {
		this.contextRunner.run((context) -> {
			context.getBean(S3Client.class)
				.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
			context.getBean(S3AsyncClient.class).headObject((head) -> head.bucket(BUCKET).key("key")).join();
			assertThat(context.getBean(S3ExpressLocalServer.class).counters().count("CreateSession")).isOne();
		});
	}

}
