/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the application under test does with S3 Express.
 */
@Component
class OrderStore {

	static final String BUCKET = "orders--use1-az4--x-s3";

	private final S3Client s3;

	OrderStore(S3Client s3) {
		this.s3 = s3;
	}

	void save(String id, String order) {
		this.s3.putObject((put) -> put.bucket(BUCKET).key(id), RequestBody.fromString(order));
	}

	String find(String id) {
		return this.s3.getObjectAsBytes((get) -> get.bucket(BUCKET).key(id)).asUtf8String();
	}

	long count() {
		return this.s3.listObjectsV2Paginator((list) -> list.bucket(BUCKET)).contents().stream().count();
	}

}
