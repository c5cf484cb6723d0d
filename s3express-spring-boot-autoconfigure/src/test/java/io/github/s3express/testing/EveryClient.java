/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.springframework.context.ApplicationContext;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uses each kind of client that an application may have, once.
 */
public final class EveryClient {

	/**
	 * How many objects that stores.
	 */
	public static final int OBJECTS = 3;

	private EveryClient() {
	}

	/**
	 * Stores an object with the synchronous and the asynchronous client and the transfer
	 * manager, and fetches one by a presigned URL that lives longer than any session.
	 * @param context has the clients
	 * @param bucket the bucket
	 * @param directory where a file may be written
	 * @throws IOException if the file or the URL fails
	 */
	public static void use(ApplicationContext context, String bucket, Path directory) throws IOException {
		use(context.getBean(S3Client.class), context.getBean(S3AsyncClient.class), bucket);
		Path file = Files.writeString(directory.resolve("file"), "transferred");
		context.getBean(S3TransferManager.class)
			.uploadFile((upload) -> upload.source(file).putObjectRequest((put) -> put.bucket(bucket).key("file")))
			.completionFuture()
			.join();
		URI url = URI.create(context.getBean(S3Presigner.class)
			.presignGetObject((presign) -> presign.signatureDuration(Duration.ofHours(1))
				.getObjectRequest((get) -> get.bucket(bucket).key("file")))
			.url()
			.toString());
		assertThat(url.getQuery()).doesNotContainIgnoringCase("X-Amz-S3session-Token");
		assertThat(url.toURL().openStream().readAllBytes()).asString().isEqualTo("transferred");
	}

	/**
	 * Stores an object with each of two clients, and fetches it with the other.
	 * @param sync the synchronous client
	 * @param async the asynchronous client
	 * @param bucket the bucket
	 */
	public static void use(S3Client sync, S3AsyncClient async, String bucket) {
		sync.putObject((put) -> put.bucket(bucket).key("sync"), RequestBody.fromString("content"));
		async.putObject((put) -> put.bucket(bucket).key("async"), AsyncRequestBody.fromString("content")).join();
		assertThat(sync.getObjectAsBytes((get) -> get.bucket(bucket).key("async")).asUtf8String()).isEqualTo("content");
		assertThat(async.getObject((get) -> get.bucket(bucket).key("sync"), AsyncResponseTransformer.toBytes())
			.join()
			.asUtf8String()).isEqualTo("content");
	}

}
