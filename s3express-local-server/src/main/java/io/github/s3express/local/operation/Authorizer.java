/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.BucketPolicy;
import io.github.s3express.local.identity.Identity;
import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.identity.SessionMode;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.storage.Bucket;

/**
 * Asks the bucket policy (Amazon S3 User Guide, "Authorizing Zonal endpoint API
 * operations with CreateSession"): objects are guarded by one action,
 * s3express:CreateSession, with a session mode; everything else by an action of its own.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Authorizer {

	private static final String CREATE_SESSION = "s3express:CreateSession";

	private final ServerState state;

	Authorizer(ServerState state) {
		this.state = state;
	}

	// A session was authorised when it was made.
	void check(Operation operation, Identity identity, @Nullable String bucket) {
		if (!(identity instanceof Principal principal) || operation == Operation.CREATE_SESSION) {
			return;
		}
		boolean allowed = switch (operation.access()) {
			case CONTROL -> allows(principal, bucket, "s3express:" + action(operation), null)
					// The owner can never lock himself out.
					|| (principal.name().equals("root") && isPolicy(operation));
			case READ, ANY -> allows(principal, bucket, CREATE_SESSION, SessionMode.READ_ONLY)
					|| allows(principal, bucket, CREATE_SESSION, SessionMode.READ_WRITE);
			case WRITE, IAM -> allows(principal, bucket, CREATE_SESSION, SessionMode.READ_WRITE);
		};
		if (!allowed) {
			throw S3Errors.accessDenied();
		}
	}

	// The mode of a session: what was asked for, else the most that the policy gives.
	SessionMode sessionMode(Principal principal, String bucket, @Nullable SessionMode wanted) {
		if (wanted != null) {
			if (!allows(principal, bucket, CREATE_SESSION, wanted)) {
				throw S3Errors.accessDenied();
			}
			return wanted;
		}
		for (SessionMode mode : SessionMode.values()) {
			if (allows(principal, bucket, CREATE_SESSION, mode)) {
				return mode;
			}
		}
		throw S3Errors.accessDenied();
	}

	private boolean allows(Principal principal, @Nullable String name, String action, @Nullable SessionMode mode) {
		Bucket bucket = (name != null) ? this.state.buckets().find(name) : null;
		String policy = (bucket != null) ? bucket.info().policy() : null;
		if (policy == null) {
			return principal.administrator();
		}
		String arn = "arn:aws:s3express:" + this.state.region() + ":" + Principal.ACCOUNT + ":bucket/" + name;
		return switch (BucketPolicy.parse(policy).judge(principal, action, arn, mode)) {
			case ALLOWS -> true;
			case DENIES -> false;
			case SILENT -> principal.administrator();
		};
	}

	private static boolean isPolicy(Operation operation) {
		return operation == Operation.PUT_BUCKET_POLICY || operation == Operation.GET_BUCKET_POLICY
				|| operation == Operation.DELETE_BUCKET_POLICY;
	}

	private static String action(Operation operation) {
		return switch (operation) {
			case LIST_DIRECTORY_BUCKETS -> "ListAllMyDirectoryBuckets";
			case PUT_BUCKET_ENCRYPTION, DELETE_BUCKET_ENCRYPTION -> "PutEncryptionConfiguration";
			case GET_BUCKET_ENCRYPTION -> "GetEncryptionConfiguration";
			default -> operation.apiName();
		};
	}

}
