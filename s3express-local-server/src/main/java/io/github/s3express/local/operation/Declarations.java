/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.EnumMap;
import java.util.Map;

import io.github.s3express.local.operation.Declaration.Resource;
import io.github.s3express.local.operation.Declaration.Use;

/**
 * The declarations of all operations (Amazon S3 API Reference, the notes on directory
 * buckets): the one place that says what a request may carry.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Declarations {

	private static final String OWNER = "x-amz-expected-bucket-owner";

	private static final String ACCOUNT = "x-amz-account-id";

	private static final String ENCRYPTION = "x-amz-server-side-encryption";

	/** What is kept with an object and sent back with it. */
	private static final String[] STORED = { "cache-control", "content-disposition", "content-encoding",
			"content-language", "content-type", "expires", "x-amz-meta-" };

	private static final String[] ENCRYPTION_HEADERS = { ENCRYPTION, ENCRYPTION + "-aws-kms-key-id",
			ENCRYPTION + "-context", ENCRYPTION + "-bucket-key-enabled" };

	private static final Map<Operation, Declaration> ALL = new EnumMap<>(Operation.class);

	static {
		buckets();
		configuration();
		stored();
		control();
		objects();
		writes();
		uploads();
	}

	private Declarations() {
	}

	static Map<Operation, Declaration> all() {
		return ALL;
	}

	static Declaration of(Operation operation) {
		Declaration declaration = ALL.get(operation);
		if (declaration == null) {
			throw new IllegalStateException(operation + " is not declared.");
		}
		return declaration;
	}

	private static void buckets() {
		declare(Operation.LIST_DIRECTORY_BUCKETS, "GET", Resource.SERVICE).parameters(Use.HONOURED,
				"continuation-token", "max-directory-buckets");
		declare(Operation.CREATE_BUCKET, "PUT", Resource.BUCKET);
		declare(Operation.DELETE_BUCKET, "DELETE", Resource.BUCKET).headers(Use.HONOURED, OWNER);
		declare(Operation.HEAD_BUCKET, "HEAD", Resource.BUCKET).headers(Use.HONOURED, OWNER);
		declare(Operation.CREATE_SESSION, "GET", Resource.BUCKET).by("session")
			.headers(Use.HONOURED, "x-amz-create-session-mode")
			.headers(Use.CHECKED, ENCRYPTION_HEADERS);
		declare(Operation.LIST_OBJECTS_V2, "GET", Resource.BUCKET).byValue("list-type", "2")
			.parameters(Use.HONOURED, "continuation-token", "encoding-type", "fetch-owner", "max-keys")
			.parameters(Use.CHECKED, "delimiter", "prefix")
			.headers(Use.HONOURED, OWNER);
	}

	private static void configuration() {
		declare(Operation.PUT_BUCKET_POLICY, "PUT", Resource.BUCKET).by("policy").headers(Use.HONOURED, OWNER);
		declare(Operation.GET_BUCKET_POLICY, "GET", Resource.BUCKET).by("policy").headers(Use.HONOURED, OWNER);
		declare(Operation.DELETE_BUCKET_POLICY, "DELETE", Resource.BUCKET).by("policy").headers(Use.HONOURED, OWNER);
		declare(Operation.PUT_BUCKET_ENCRYPTION, "PUT", Resource.BUCKET).by("encryption").headers(Use.HONOURED, OWNER);
		declare(Operation.GET_BUCKET_ENCRYPTION, "GET", Resource.BUCKET).by("encryption").headers(Use.HONOURED, OWNER);
		declare(Operation.DELETE_BUCKET_ENCRYPTION, "DELETE", Resource.BUCKET).by("encryption")
			.headers(Use.HONOURED, OWNER);
	}

	private static void stored() {
		declare(Operation.PUT_BUCKET_LIFECYCLE, "PUT", Resource.BUCKET).by("lifecycle").headers(Use.HONOURED, OWNER);
		declare(Operation.GET_BUCKET_LIFECYCLE, "GET", Resource.BUCKET).by("lifecycle").headers(Use.HONOURED, OWNER);
		declare(Operation.DELETE_BUCKET_LIFECYCLE, "DELETE", Resource.BUCKET).by("lifecycle")
			.headers(Use.HONOURED, OWNER);
		stored("inventory", Operation.PUT_BUCKET_INVENTORY, Operation.GET_BUCKET_INVENTORY,
				Operation.LIST_BUCKET_INVENTORIES, Operation.DELETE_BUCKET_INVENTORY);
		stored("metrics", Operation.PUT_BUCKET_METRICS, Operation.GET_BUCKET_METRICS, Operation.LIST_BUCKET_METRICS,
				Operation.DELETE_BUCKET_METRICS);
	}

	private static void stored(String name, Operation put, Operation get, Operation list, Operation delete) {
		declare(put, "PUT", Resource.BUCKET).by(name).by("id").headers(Use.HONOURED, OWNER);
		declare(get, "GET", Resource.BUCKET).by(name).by("id").headers(Use.HONOURED, OWNER);
		declare(list, "GET", Resource.BUCKET).by(name)
			.parameters(Use.HONOURED, "continuation-token")
			.headers(Use.HONOURED, OWNER);
		declare(delete, "DELETE", Resource.BUCKET).by(name).by("id").headers(Use.HONOURED, OWNER);
	}

	// The S3 Control API.
	private static void control() {
		declare(Operation.TAG_RESOURCE, "POST", Resource.TAGS).headers(Use.HONOURED, ACCOUNT);
		declare(Operation.UNTAG_RESOURCE, "DELETE", Resource.TAGS).parameters(Use.HONOURED, "tagKeys")
			.headers(Use.HONOURED, ACCOUNT);
		declare(Operation.LIST_TAGS_FOR_RESOURCE, "GET", Resource.TAGS).headers(Use.HONOURED, ACCOUNT);
		declare(Operation.LIST_ACCESS_POINTS, "GET", Resource.ACCESS_POINTS)
			.parameters(Use.HONOURED, "directoryBucket", "maxResults", "nextToken")
			.headers(Use.HONOURED, ACCOUNT);
		accessPoint(Resource.ACCESS_POINT, Operation.CREATE_ACCESS_POINT, Operation.GET_ACCESS_POINT,
				Operation.DELETE_ACCESS_POINT);
		accessPoint(Resource.ACCESS_POINT_POLICY, Operation.PUT_ACCESS_POINT_POLICY, Operation.GET_ACCESS_POINT_POLICY,
				Operation.DELETE_ACCESS_POINT_POLICY);
		accessPoint(Resource.ACCESS_POINT_SCOPE, Operation.PUT_ACCESS_POINT_SCOPE, Operation.GET_ACCESS_POINT_SCOPE,
				Operation.DELETE_ACCESS_POINT_SCOPE);
	}

	private static void accessPoint(Resource resource, Operation put, Operation get, Operation delete) {
		declare(put, "PUT", resource).headers(Use.HONOURED, ACCOUNT);
		declare(get, "GET", resource).headers(Use.HONOURED, ACCOUNT);
		declare(delete, "DELETE", resource).headers(Use.HONOURED, ACCOUNT);
	}

	private static void objects() {
		for (Operation read : new Operation[] { Operation.GET_OBJECT, Operation.HEAD_OBJECT }) {
			declare(read, (read == Operation.GET_OBJECT) ? "GET" : "HEAD", Resource.OBJECT)
				.parameters(Use.HONOURED, "partNumber", "response-cache-control", "response-content-disposition",
						"response-content-encoding", "response-content-language", "response-content-type",
						"response-expires")
				.parameters(Use.CHECKED, "versionId")
				.headers(Use.HONOURED, OWNER, "if-match", "if-none-match", "if-modified-since", "if-unmodified-since",
						"range", "x-amz-checksum-mode")
				.headers(Use.CHECKED, ENCRYPTION_HEADERS);
		}
		declare(Operation.GET_OBJECT_ATTRIBUTES, "GET", Resource.OBJECT).by("attributes")
			.parameters(Use.CHECKED, "versionId")
			.headers(Use.HONOURED, OWNER, "x-amz-max-parts", "x-amz-object-attributes", "x-amz-part-number-marker");
		declare(Operation.DELETE_OBJECT, "DELETE", Resource.OBJECT).parameters(Use.CHECKED, "versionId")
			.headers(Use.HONOURED, OWNER, "if-match", "x-amz-if-match-last-modified-time", "x-amz-if-match-size");
		declare(Operation.DELETE_OBJECTS, "POST", Resource.BUCKET).by("delete")
			.headers(Use.HONOURED, OWNER, "content-md5");
	}

	private static void writes() {
		declare(Operation.PUT_OBJECT, "PUT", Resource.OBJECT).headers(Use.HONOURED, STORED)
			.headers(Use.HONOURED, OWNER, "if-match", "if-none-match", "x-amz-write-offset-bytes")
			.headers(Use.CHECKED, "x-amz-storage-class")
			.headers(Use.CHECKED, ENCRYPTION_HEADERS);
		declare(Operation.COPY_OBJECT, "PUT", Resource.OBJECT).byHeader("x-amz-copy-source")
			.headers(Use.HONOURED, STORED)
			.headers(Use.HONOURED, OWNER, "if-match", "if-none-match", "x-amz-checksum-algorithm",
					"x-amz-copy-source-if-match", "x-amz-copy-source-if-modified-since",
					"x-amz-copy-source-if-none-match", "x-amz-copy-source-if-unmodified-since",
					"x-amz-metadata-directive", "x-amz-source-expected-bucket-owner")
			.headers(Use.CHECKED, "x-amz-storage-class", "x-amz-tagging", "x-amz-tagging-directive")
			.headers(Use.CHECKED, ENCRYPTION_HEADERS);
		declare(Operation.RENAME_OBJECT, "PUT", Resource.OBJECT).by("renameObject")
			.headers(Use.HONOURED, "if-match", "if-none-match", "if-modified-since", "if-unmodified-since",
					"x-amz-client-token", "x-amz-rename-source", "x-amz-rename-source-if-match",
					"x-amz-rename-source-if-modified-since", "x-amz-rename-source-if-none-match",
					"x-amz-rename-source-if-unmodified-since");
	}

	private static void uploads() {
		declare(Operation.CREATE_MULTIPART_UPLOAD, "POST", Resource.OBJECT).by("uploads")
			.headers(Use.HONOURED, STORED)
			.headers(Use.HONOURED, OWNER, "x-amz-checksum-algorithm", "x-amz-checksum-type")
			.headers(Use.CHECKED, "x-amz-storage-class")
			.headers(Use.CHECKED, ENCRYPTION_HEADERS);
		declare(Operation.UPLOAD_PART, "PUT", Resource.OBJECT).by("uploadId", "partNumber")
			.headers(Use.HONOURED, OWNER)
			// Kept with the upload, not with its parts.
			.headers(Use.NO_EFFECT, "content-type", "content-encoding")
			.headers(Use.CHECKED, ENCRYPTION_HEADERS);
		declare(Operation.UPLOAD_PART_COPY, "PUT", Resource.OBJECT).by("uploadId", "partNumber")
			.byHeader("x-amz-copy-source")
			.headers(Use.HONOURED, OWNER, "x-amz-copy-source-if-match", "x-amz-copy-source-if-modified-since",
					"x-amz-copy-source-if-none-match", "x-amz-copy-source-if-unmodified-since",
					"x-amz-copy-source-range", "x-amz-source-expected-bucket-owner");
		declare(Operation.COMPLETE_MULTIPART_UPLOAD, "POST", Resource.OBJECT).by("uploadId")
			.headers(Use.HONOURED, OWNER, "if-match", "if-none-match", "x-amz-checksum-type", "x-amz-mp-object-size");
		declare(Operation.ABORT_MULTIPART_UPLOAD, "DELETE", Resource.OBJECT).by("uploadId")
			.headers(Use.HONOURED, OWNER, "x-amz-if-match-initiated-time");
		declare(Operation.LIST_PARTS, "GET", Resource.OBJECT).by("uploadId")
			.parameters(Use.HONOURED, "max-parts", "part-number-marker")
			.headers(Use.HONOURED, OWNER);
		declare(Operation.LIST_MULTIPART_UPLOADS, "GET", Resource.BUCKET).by("uploads")
			.parameters(Use.HONOURED, "encoding-type", "key-marker", "max-uploads")
			.parameters(Use.CHECKED, "delimiter", "prefix")
			.headers(Use.HONOURED, OWNER);
	}

	private static Declaration declare(Operation operation, String method, Resource resource) {
		Declaration declaration = new Declaration(operation, method, resource);
		ALL.put(operation, declaration);
		return declaration;
	}

}
