/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.List;
import java.util.Set;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;

/**
 * Tells which operation a request asks for.
 *
 * @author The S3 Express Spring Boot authors
 */
final class OperationRouter {

	/**
	 * Subresources and parameters of S3 that directory buckets lack (Amazon S3 User
	 * Guide, "Differences for directory buckets").
	 */
	private static final Set<String> UNSUPPORTED = Set.of("accelerate", "acl", "analytics", "cors",
			"intelligent-tiering", "inventory", "legal-hold", "lifecycle", "location", "logging", "metadataTable",
			"metrics", "notification", "object-lock", "ownershipControls", "policyStatus", "publicAccessBlock",
			"replication", "requestPayment", "restore", "retention", "select", "tagging", "torrent", "versioning",
			"versionId", "versions", "website");

	private OperationRouter() {
	}

	static Operation route(Target target) {
		List<String> names = target.query().names();
		for (String name : names) {
			// versionId=null names the only version there is.
			boolean nullVersion = name.equals("versionId") && "null".equals(target.parameter(name));
			if (UNSUPPORTED.contains(name) && !nullVersion) {
				throw S3Errors.notImplemented("The parameter " + name);
			}
		}
		Operation operation = operation(target);
		boolean control = operation.access() == Operation.Access.CONTROL;
		if (target.endpoint() == EndpointKind.CONTROL && !control && operation != Operation.HEAD_BUCKET) {
			// Per docs, not checked against AWS: object operations exist at zonal
			// endpoints only.
			throw new S3Exception(405, "MethodNotAllowed",
					operation.apiName() + " is served by the zonal endpoint, not by the regional control endpoint.");
		}
		return operation;
	}

	private static Operation operation(Target target) {
		if (target.bucket() == null) {
			return service(target);
		}
		return (target.key() == null) ? bucket(target) : object(target);
	}

	private static Operation service(Target target) {
		if (!target.http().method().equals("GET")) {
			throw notAllowed();
		}
		return Operation.LIST_DIRECTORY_BUCKETS;
	}

	private static Operation bucket(Target target) {
		boolean policy = target.has("policy");
		boolean encryption = target.has("encryption");
		switch (target.http().method()) {
			case "HEAD" -> {
				return Operation.HEAD_BUCKET;
			}
			case "PUT" -> {
				return policy ? Operation.PUT_BUCKET_POLICY
						: (encryption ? Operation.PUT_BUCKET_ENCRYPTION : Operation.CREATE_BUCKET);
			}
			case "DELETE" -> {
				return policy ? Operation.DELETE_BUCKET_POLICY
						: (encryption ? Operation.DELETE_BUCKET_ENCRYPTION : Operation.DELETE_BUCKET);
			}
			case "POST" -> {
				if (target.has("delete")) {
					return Operation.DELETE_OBJECTS;
				}
				throw S3Errors.notImplemented("POST upload");
			}
			case "GET" -> {
				return bucketGet(target, policy, encryption);
			}
			default -> throw notAllowed();
		}
	}

	private static Operation bucketGet(Target target, boolean policy, boolean encryption) {
		if (target.has("session")) {
			return Operation.CREATE_SESSION;
		}
		if (target.has("uploads")) {
			return Operation.LIST_MULTIPART_UPLOADS;
		}
		if (policy) {
			return Operation.GET_BUCKET_POLICY;
		}
		if (encryption) {
			return Operation.GET_BUCKET_ENCRYPTION;
		}
		if ("2".equals(target.parameter("list-type"))) {
			return Operation.LIST_OBJECTS_V2;
		}
		throw S3Errors.notImplemented("ListObjects (version 1)");
	}

	private static Operation object(Target target) {
		boolean upload = target.has("uploadId");
		boolean copy = target.header("x-amz-copy-source") != null;
		switch (target.http().method()) {
			case "HEAD" -> {
				return Operation.HEAD_OBJECT;
			}
			case "GET" -> {
				return upload ? Operation.LIST_PARTS
						: (target.has("attributes") ? Operation.GET_OBJECT_ATTRIBUTES : Operation.GET_OBJECT);
			}
			case "PUT" -> {
				if (upload || target.has("partNumber")) {
					return copy ? Operation.UPLOAD_PART_COPY : Operation.UPLOAD_PART;
				}
				return target.has("renameObject") ? Operation.RENAME_OBJECT
						: (copy ? Operation.COPY_OBJECT : Operation.PUT_OBJECT);
			}
			case "DELETE" -> {
				return upload ? Operation.ABORT_MULTIPART_UPLOAD : Operation.DELETE_OBJECT;
			}
			case "POST" -> {
				if (target.has("uploads")) {
					return Operation.CREATE_MULTIPART_UPLOAD;
				}
				if (upload) {
					return Operation.COMPLETE_MULTIPART_UPLOAD;
				}
				throw notAllowed();
			}
			default -> throw notAllowed();
		}
	}

	private static S3Exception notAllowed() {
		return new S3Exception(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
	}

}
