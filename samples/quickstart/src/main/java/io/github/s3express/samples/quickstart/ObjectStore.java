/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Keeps objects in the bucket that is configured as {@code s3express.buckets.quickstart}.
 * The {@link S3Client} is the starter's: nothing here knows of sessions.
 */
@Service
class ObjectStore {

	private static final String DEFAULT_TYPE = "application/octet-stream";

	private static final long SMALL = 128 * 1024;

	private final S3Client s3;

	private final String bucket;

	ObjectStore(S3Client s3, @Value("${s3express.buckets.quickstart.name}") String bucket) {
		this.s3 = s3;
		this.bucket = bucket;
	}

	/**
	 * Stores an object whose size is known. A small one is read first, so that the SDK
	 * can send it again when an attempt fails. A big one passes straight through: the SDK
	 * sends it when S3 has said that it takes it ({@code Expect: 100-continue}), so that
	 * a refused session costs nothing, but what fails later is the caller's to repeat.
	 */
	PutObjectResponse put(String key, @Nullable String contentType, InputStream content, long size) throws IOException {
		return put(key, contentType, (size <= SMALL) ? RequestBody.fromBytes(content.readAllBytes())
				: RequestBody.fromContentProvider(new PassingContent(content), size, DEFAULT_TYPE));
	}

	/**
	 * Stores an object whose size only its end tells. S3 wants to know the size first, so
	 * the content rests in a file until it is all there. A multipart upload would do
	 * without the file, but holds a part of 5 MiB or more in memory for each caller and
	 * leaves parts behind when the application dies.
	 */
	PutObjectResponse put(String key, @Nullable String contentType, InputStream content) throws IOException {
		Path file = Files.createTempFile("quickstart-", ".upload");
		try {
			Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
			return put(key, contentType, RequestBody.fromFile(file));
		}
		finally {
			Files.delete(file);
		}
	}

	private PutObjectResponse put(String key, @Nullable String contentType, RequestBody body) {
		return this.s3.putObject((put) -> put.bucket(this.bucket).key(key).contentType(contentType), body);
	}

	/**
	 * Opens an object, or a range of it. The caller reads it to its end, or aborts it.
	 */
	ResponseInputStream<GetObjectResponse> get(String key, @Nullable String range) {
		return this.s3.getObject((get) -> get.bucket(this.bucket).key(key).range(range));
	}

	HeadObjectResponse head(String key) {
		return this.s3.headObject((head) -> head.bucket(this.bucket).key(key));
	}

	void delete(String key) {
		this.s3.deleteObject((delete) -> delete.bucket(this.bucket).key(key));
	}

	/**
	 * Lists a page of objects. A directory bucket lists them in no particular order.
	 */
	ListObjectsV2Response list(@Nullable String prefix, @Nullable String continuationToken) {
		return this.s3
			.listObjectsV2((list) -> list.bucket(this.bucket).prefix(prefix).continuationToken(continuationToken));
	}

}
