/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.time.Instant;

import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.storage.Bucket;

/**
 * PutBucketLifecycleConfiguration, GetBucketLifecycleConfiguration and
 * DeleteBucketLifecycle.
 *
 * @author The S3 Express Spring Boot authors
 */
final class LifecycleOperations {

	private final ServerState state;

	LifecycleOperations(ServerState state) {
		this.state = state;
	}

	S3Response put(S3Request request) throws IOException {
		Bucket bucket = this.state.buckets().get(request.bucket());
		byte[] body = VerifiedDocument.read(request, StoredConfigurations.MAX_DOCUMENT);
		LifecycleRule.parse(body);
		bucket.update((info) -> info.withConfiguration(LifecycleRule.CONFIGURATION, StoredConfigurations.text(body)));
		// At once, not when a minute has passed.
		bucket.swept(Instant.MIN);
		return S3Response.of(200);
	}

	S3Response get(S3Request request) {
		String document = this.state.buckets()
			.get(request.bucket())
			.info()
			.configurations()
			.get(LifecycleRule.CONFIGURATION);
		if (document == null) {
			throw new S3Exception(404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist")
				.with("BucketName", request.bucket());
		}
		return StoredConfigurations.xml(document);
	}

	S3Response delete(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		bucket.update((info) -> info.withConfiguration(LifecycleRule.CONFIGURATION, null));
		return S3Response.of(204);
	}

}
