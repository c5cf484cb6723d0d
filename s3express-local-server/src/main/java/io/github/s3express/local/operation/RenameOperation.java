/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.UriCodec;
import io.github.s3express.local.storage.Bucket;

/**
 * RenameObject (Amazon S3 API Reference; User Guide, "Renaming objects in directory
 * buckets").
 *
 * @author The S3 Express Spring Boot authors
 */
final class RenameOperation {

	private static final int MAX_TOKENS = 1000;

	private final ServerState state;

	private final Map<String, String> done = Collections.synchronizedMap(new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
			return size() > MAX_TOKENS;
		}

	});

	private final AccessPointScope scope;

	RenameOperation(ServerState state) {
		this.scope = new AccessPointScope(state);
		this.state = state;
	}

	S3Response rename(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		AppendOperation.checkZone(request);
		String from = source(request.header("x-amz-rename-source"), request.named());
		for (String permission : new String[] { "GetObject", "DeleteObject" }) {
			this.scope.check(request.bucket(), request.target().accessPoint(), permission, from);
		}
		if (from.endsWith("/") || request.key().endsWith("/")) {
			throw S3Errors.invalidRequest("RenameObject does not take keys that end in the delimiter /.");
		}
		String token = request.header("x-amz-client-token");
		String what = request.bucket() + "/" + from + "\n" + request.key();
		String before = (token != null) ? this.done.get(token) : null;
		if (before != null) {
			if (!before.equals(what)) {
				throw new S3Exception(400, "IdempotencyParameterMismatch",
						"The client token was used before with other parameters.");
			}
			return S3Response.of(200);
		}
		bucket.rename(from, request.key(), (source, target) -> {
			if (source == null) {
				throw S3Errors.noSuchKey(from);
			}
			Conditions.checkRead(request, "x-amz-rename-source-", source);
			Conditions.checkWrite(request, target);
			Conditions.checkTimes(request, target);
			return source;
		});
		if (token != null) {
			this.done.put(token, what);
		}
		return S3Response.of(200);
	}

	private static String source(@Nullable String header, String bucket) {
		if (header == null) {
			throw S3Errors.invalidRequest("RenameObject needs the header x-amz-rename-source.");
		}
		String decoded = UriCodec.decode(header.startsWith("/") ? header.substring(1) : header, false);
		int slash = decoded.indexOf('/');
		String first = (slash > 0) ? decoded.substring(0, slash) : "";
		if (first.equals(bucket)) {
			decoded = decoded.substring(slash + 1);
		}
		else if (BucketNames.isDirectoryBucket(first) || BucketNames.isAccessPoint(first)) {
			throw S3Errors.invalidRequest("RenameObject works within one bucket; the source is in another: " + first);
		}
		if (decoded.isEmpty()) {
			throw S3Errors.invalidRequest("The header x-amz-rename-source names no key.");
		}
		return decoded;
	}

}
