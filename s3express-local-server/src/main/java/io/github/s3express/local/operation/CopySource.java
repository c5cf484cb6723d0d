/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.UriCodec;
import io.github.s3express.local.storage.Bucket;

/**
 * The object that a copy is made of.
 *
 * @param bucket its bucket
 * @param accessPoint the access point of the bucket that the client named, or
 * {@code null}
 * @param key its key
 * @author The S3 Express Spring Boot authors
 */
record CopySource(String bucket, @Nullable String accessPoint, String key) {

	private static final String HEADER = "x-amz-copy-source";

	static CopySource parse(@Nullable String header, ServerState state) {
		String source = (header != null) ? header : "";
		int question = source.lastIndexOf("?versionId=");
		if (question >= 0) {
			if (!source.endsWith("?versionId=null")) {
				throw S3Errors.notImplemented("another version than null in " + HEADER);
			}
			source = source.substring(0, question);
		}
		String decoded = UriCodec.decode(source.startsWith("/") ? source.substring(1) : source, false);
		int slash = decoded.indexOf('/');
		if (slash <= 0 || slash == decoded.length() - 1) {
			throw S3Errors.invalidArgument(HEADER, source,
					"Copy Source must mention the source bucket and key: " + "sourcebucket/sourcekey");
		}
		String named = decoded.substring(0, slash);
		Bucket behind = BucketNames.isAccessPoint(named) ? state.buckets().ofAccessPoint(named) : null;
		String key = decoded.substring(slash + 1);
		return (behind != null) ? new CopySource(behind.info().name(), named, key) : new CopySource(named, null, key);
	}

	boolean isAt(String otherBucket, String otherKey) {
		return this.bucket.equals(otherBucket) && this.key.equals(otherKey);
	}

}
