/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.encryption.s3.S3EncryptionClient;

/**
 * The Amazon S3 Encryption Client around the application's clients.
 */
final class EncryptionClientLibrary implements Library {

	private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

	private static final int LARGE = 11 * 1024 * 1024;

	@Override
	public String name() {
		return "S3 Encryption Client";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("put, get", (application) -> putAndGet(application, client(application)));
		uses.put("put, get, around an asynchronous client with multipart (as the bean is)",
				(application) -> putAndGet(application, client(application, application.asyncClient())));
		uses.put("multipart put, get", (application) -> {
			S3Client client = client(application);
			client.putObject((put) -> put.bucket(Application.BUCKET).key("a"), RequestBody.fromBytes(new byte[LARGE]));
			return client.getObjectAsBytes((get) -> get.bucket(Application.BUCKET).key("a"))
				.asByteArray().length == LARGE && application.server().counters().count("CompleteMultipartUpload") == 1;
		});
		uses.put("list, prefix `dir/a`", (application) -> {
			application.put("dir/a", "dir/b");
			return client(application).listObjectsV2((list) -> list.bucket(Application.BUCKET).prefix("dir/a"))
				.keyCount() == 1;
		});
		uses.put("the application after `close()`", (application) -> {
			S3Client client = client(application);
			client.putObject((put) -> put.bucket(Application.BUCKET).key("a"), RequestBody.fromString("secret"));
			client.close();
			return application.goesOn();
		});
		return uses;
	}

	private static boolean putAndGet(Application application, S3Client client) {
		client.putObject((put) -> put.bucket(Application.BUCKET).key("a"), RequestBody.fromString("secret"));
		return client.getObjectAsBytes((get) -> get.bucket(Application.BUCKET).key("a")).asUtf8String().equals("secret")
				&& !stored(application).contains("secret");
	}

	private static String stored(Application application) {
		return application.client()
			.getObjectAsBytes((get) -> get.bucket(Application.BUCKET).key("a"))
			.asString(StandardCharsets.ISO_8859_1);
	}

	private static S3Client client(Application application) {
		return client(application, application.asyncClientWithoutMultipart());
	}

	private static S3Client client(Application application, S3AsyncClient asyncClient) {
		return S3EncryptionClient.builder()
			.wrappedClient(application.client())
			.wrappedAsyncClient(asyncClient)
			.aesKey(KEY)
			.enableDelayedAuthenticationMode(true)
			.enableMultipartPutObject(true)
			.build();
	}

}
