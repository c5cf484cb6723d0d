/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * An application with a directory bucket, and the clients that it lends to libraries.
 */
interface Application extends AutoCloseable {

	/**
	 * The bucket, empty when the application starts.
	 */
	String BUCKET = "libraries--use1-az4--x-s3";

	/**
	 * The name of a bucket that is not there.
	 */
	String NEW_BUCKET = "made--use1-az4--x-s3";

	S3Client client();

	S3AsyncClient asyncClient();

	/**
	 * An asynchronous client that does not cut objects in parts.
	 */
	S3AsyncClient asyncClientWithoutMultipart();

	S3Presigner presigner();

	S3ExpressLocalServer server();

	/**
	 * Whether the starter is part of the application.
	 */
	boolean hasStarter();

	@Override
	void close();

	default void put(String... keys) {
		for (String key : keys) {
			client().putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromString(key));
		}
	}

	default String get(String key) {
		return client().getObjectAsBytes((get) -> get.bucket(BUCKET).key(key)).asUtf8String();
	}

	/**
	 * Whether a listing has the key, since HEAD tells folders otherwise.
	 */
	default boolean exists(String key) {
		String folder = key.substring(0, key.lastIndexOf('/') + 1);
		return client().listObjectsV2((list) -> list.bucket(BUCKET).prefix(folder.isEmpty() ? null : folder))
			.contents()
			.stream()
			.anyMatch((object) -> object.key().equals(key));
	}

	/**
	 * Whether the clients that a library has closed still serve the rest of the
	 * application.
	 */
	default boolean goesOn() {
		try {
			client().headBucket((head) -> head.bucket(BUCKET));
			asyncClient().headBucket((head) -> head.bucket(BUCKET)).join();
			return true;
		}
		catch (RuntimeException ex) {
			throw new UnexpectedOutcomeException("its client is closed", ex);
		}
	}

}
