/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.storage.AccessPoint.Scope;
import io.github.s3express.local.storage.BucketInfo;

/**
 * Holds that a request which comes through an access point is within its scope (Amazon S3
 * User Guide, "Access point scope").
 *
 * @author The S3 Express Spring Boot authors
 */
final class AccessPointScope {

	private final ServerState state;

	AccessPointScope(ServerState state) {
		this.state = state;
	}

	void check(S3Request request) {
		Scope scope = scope(request.target().bucket(), request.target().accessPoint());
		if (scope == null) {
			return;
		}
		Operation operation = request.operation();
		if (operation.access() == Operation.Access.CONTROL) {
			throw new S3Exception(405, "MethodNotAllowed",
					operation.apiName() + " is for buckets, not for access points.");
		}
		if (operation == Operation.CREATE_SESSION) {
			return;
		}
		require(scope, permission(operation), key(request));
	}

	/**
	 * Holds that a further key of a request is within the scope.
	 * @param bucket the bucket, or {@code null}
	 * @param accessPoint the access point that the request comes through, or {@code null}
	 * @param permission what is done with the key, for example {@code DeleteObject}
	 * @param key the key
	 */
	void check(@Nullable String bucket, @Nullable String accessPoint, String permission, String key) {
		Scope scope = scope(bucket, accessPoint);
		if (scope != null) {
			require(scope, permission, key);
		}
	}

	private static void require(Scope scope, String permission, @Nullable String key) {
		if (!scope.takesOperation(permission) || (key != null && !scope.takesKey(key))) {
			throw S3Errors.accessDenied("The access point's scope does not permit this.");
		}
	}

	private @Nullable Scope scope(@Nullable String bucketName, @Nullable String accessPoint) {
		if (bucketName == null || accessPoint == null) {
			return null;
		}
		// Not one that was deleted a moment ago.
		BucketInfo bucket = this.state.buckets().get(bucketName).info();
		return AccessPointOperations.find(bucket, accessPoint).scope();
	}

	// A listing shows what lies below its prefix. DeleteObjects names its keys later.
	private static @Nullable String key(S3Request request) {
		return switch (request.operation()) {
			case LIST_OBJECTS_V2, LIST_MULTIPART_UPLOADS -> Parameters.prefix(request);
			default -> request.target().key();
		};
	}

	private static String permission(Operation operation) {
		return switch (operation) {
			case GET_OBJECT, HEAD_OBJECT -> "GetObject";
			case GET_OBJECT_ATTRIBUTES -> "GetObjectAttributes";
			case LIST_PARTS -> "ListMultipartUploadParts";
			case LIST_OBJECTS_V2, HEAD_BUCKET -> "ListBucket";
			case LIST_MULTIPART_UPLOADS -> "ListBucketMultipartUploads";
			case DELETE_OBJECT, DELETE_OBJECTS -> "DeleteObject";
			case ABORT_MULTIPART_UPLOAD -> "AbortMultipartUpload";
			default -> "PutObject";
		};
	}

}
