/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The operations of directory buckets (Amazon S3 User Guide, "Directory bucket API
 * operations").
 *
 * @author The S3 Express Spring Boot authors
 */
public enum Operation {

	// @formatter:off
	/** CreateBucket. */
	CREATE_BUCKET("CreateBucket", Access.CONTROL, true),
	/** DeleteBucket. */
	DELETE_BUCKET("DeleteBucket", Access.CONTROL, false),
	/** ListDirectoryBuckets. */
	LIST_DIRECTORY_BUCKETS("ListDirectoryBuckets", Access.CONTROL, false),
	/** PutBucketPolicy. */
	PUT_BUCKET_POLICY("PutBucketPolicy", Access.CONTROL, true),
	/** GetBucketPolicy. */
	GET_BUCKET_POLICY("GetBucketPolicy", Access.CONTROL, false),
	/** DeleteBucketPolicy. */
	DELETE_BUCKET_POLICY("DeleteBucketPolicy", Access.CONTROL, false),
	/** PutBucketEncryption. */
	PUT_BUCKET_ENCRYPTION("PutBucketEncryption", Access.CONTROL, true),
	/** GetBucketEncryption. */
	GET_BUCKET_ENCRYPTION("GetBucketEncryption", Access.CONTROL, false),
	/** DeleteBucketEncryption. */
	DELETE_BUCKET_ENCRYPTION("DeleteBucketEncryption", Access.CONTROL, false),
	/** PutBucketLifecycleConfiguration. */
	PUT_BUCKET_LIFECYCLE("PutBucketLifecycleConfiguration", Access.CONTROL, true),
	/** GetBucketLifecycleConfiguration. */
	GET_BUCKET_LIFECYCLE("GetBucketLifecycleConfiguration", Access.CONTROL, false),
	/** DeleteBucketLifecycle. */
	DELETE_BUCKET_LIFECYCLE("DeleteBucketLifecycle", Access.CONTROL, false),
	/** PutBucketInventoryConfiguration. */
	PUT_BUCKET_INVENTORY("PutBucketInventoryConfiguration", Access.CONTROL, true),
	/** GetBucketInventoryConfiguration. */
	GET_BUCKET_INVENTORY("GetBucketInventoryConfiguration", Access.CONTROL, false),
	/** ListBucketInventoryConfigurations. */
	LIST_BUCKET_INVENTORIES("ListBucketInventoryConfigurations", Access.CONTROL, false),
	/** DeleteBucketInventoryConfiguration. */
	DELETE_BUCKET_INVENTORY("DeleteBucketInventoryConfiguration", Access.CONTROL, false),
	/** PutBucketMetricsConfiguration. */
	PUT_BUCKET_METRICS("PutBucketMetricsConfiguration", Access.CONTROL, true),
	/** GetBucketMetricsConfiguration. */
	GET_BUCKET_METRICS("GetBucketMetricsConfiguration", Access.CONTROL, false),
	/** ListBucketMetricsConfigurations. */
	LIST_BUCKET_METRICS("ListBucketMetricsConfigurations", Access.CONTROL, false),
	/** DeleteBucketMetricsConfiguration. */
	DELETE_BUCKET_METRICS("DeleteBucketMetricsConfiguration", Access.CONTROL, false),
	/** TagResource. */
	TAG_RESOURCE("TagResource", Access.CONTROL, true),
	/** UntagResource. */
	UNTAG_RESOURCE("UntagResource", Access.CONTROL, false),
	/** ListTagsForResource. */
	LIST_TAGS_FOR_RESOURCE("ListTagsForResource", Access.CONTROL, false),
	/** CreateAccessPoint. */
	CREATE_ACCESS_POINT("CreateAccessPoint", Access.CONTROL, true),
	/** GetAccessPoint. */
	GET_ACCESS_POINT("GetAccessPoint", Access.CONTROL, false),
	/** DeleteAccessPoint. */
	DELETE_ACCESS_POINT("DeleteAccessPoint", Access.CONTROL, false),
	/** ListAccessPointsForDirectoryBuckets. */
	LIST_ACCESS_POINTS("ListAccessPointsForDirectoryBuckets", Access.CONTROL, false),
	/** PutAccessPointPolicy. */
	PUT_ACCESS_POINT_POLICY("PutAccessPointPolicy", Access.CONTROL, true),
	/** GetAccessPointPolicy. */
	GET_ACCESS_POINT_POLICY("GetAccessPointPolicy", Access.CONTROL, false),
	/** DeleteAccessPointPolicy. */
	DELETE_ACCESS_POINT_POLICY("DeleteAccessPointPolicy", Access.CONTROL, false),
	/** PutAccessPointScope. */
	PUT_ACCESS_POINT_SCOPE("PutAccessPointScope", Access.CONTROL, true),
	/** GetAccessPointScope. */
	GET_ACCESS_POINT_SCOPE("GetAccessPointScope", Access.CONTROL, false),
	/** DeleteAccessPointScope. */
	DELETE_ACCESS_POINT_SCOPE("DeleteAccessPointScope", Access.CONTROL, false),
	/** HeadBucket. */
	HEAD_BUCKET("HeadBucket", Access.ANY, false),
	/** CreateSession. */
	CREATE_SESSION("CreateSession", Access.IAM, false),
	/** PutObject. */
	PUT_OBJECT("PutObject", Access.WRITE, true),
	/** GetObject. */
	GET_OBJECT("GetObject", Access.READ, false),
	/** HeadObject. */
	HEAD_OBJECT("HeadObject", Access.READ, false),
	/** GetObjectAttributes. */
	GET_OBJECT_ATTRIBUTES("GetObjectAttributes", Access.READ, false),
	/** DeleteObject. */
	DELETE_OBJECT("DeleteObject", Access.WRITE, false),
	/** DeleteObjects. */
	DELETE_OBJECTS("DeleteObjects", Access.WRITE, true),
	/** CopyObject. */
	COPY_OBJECT("CopyObject", Access.IAM, false),
	/** RenameObject. */
	RENAME_OBJECT("RenameObject", Access.WRITE, false),
	/** ListObjectsV2. */
	LIST_OBJECTS_V2("ListObjectsV2", Access.READ, false),
	/** CreateMultipartUpload. */
	CREATE_MULTIPART_UPLOAD("CreateMultipartUpload", Access.WRITE, false),
	/** UploadPart. */
	UPLOAD_PART("UploadPart", Access.WRITE, true),
	/** UploadPartCopy. */
	UPLOAD_PART_COPY("UploadPartCopy", Access.IAM, false),
	/** CompleteMultipartUpload. */
	COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload", Access.WRITE, true),
	/** AbortMultipartUpload. */
	ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", Access.WRITE, false),
	/** ListParts. */
	LIST_PARTS("ListParts", Access.READ, false),
	/** ListMultipartUploads. */
	LIST_MULTIPART_UPLOADS("ListMultipartUploads", Access.READ, false);
	// @formatter:on

	private final String apiName;

	private final Access access;

	private final boolean body;

	Operation(String apiName, Access access, boolean body) {
		this.apiName = apiName;
		this.access = access;
		this.body = body;
	}

	/**
	 * The name in the S3 API.
	 * @return for example {@code PutObject}
	 */
	public String apiName() {
		return this.apiName;
	}

	/**
	 * Whether an operation has a name.
	 * @param name a name, case-sensitive
	 * @return {@code true} if it is one of the S3 API that the server knows
	 */
	public static boolean isApiName(String name) {
		return Arrays.stream(values()).anyMatch((operation) -> operation.apiName.equals(name));
	}

	/**
	 * What the operation does with a query parameter.
	 * @param name the parameter
	 * @return {@code honoured}, {@code checked}, {@code no effect}, or {@code null} if a
	 * request that carries it is refused
	 */
	public @Nullable String useOfParameter(String name) {
		Declaration.Use use = Declarations.of(this).ofParameter(name);
		return (use != null) ? use.toString() : null;
	}

	/**
	 * What the operation does with a header whose name begins with {@code x-amz-} or that
	 * is one of HTTP's conditions, ranges and digests.
	 * @param name the header in lower case
	 * @return as of {@link #useOfParameter}
	 */
	public @Nullable String useOfHeader(String name) {
		Declaration.Use use = Declarations.of(this).ofHeader(name);
		return (use != null) ? use.toString() : null;
	}

	// The action of policies that permits the operation.
	String action() {
		return switch (this) {
			case LIST_DIRECTORY_BUCKETS -> "ListAllMyDirectoryBuckets";
			case PUT_BUCKET_ENCRYPTION, DELETE_BUCKET_ENCRYPTION -> "PutEncryptionConfiguration";
			case GET_BUCKET_ENCRYPTION -> "GetEncryptionConfiguration";
			case PUT_BUCKET_LIFECYCLE, DELETE_BUCKET_LIFECYCLE -> "PutLifecycleConfiguration";
			case GET_BUCKET_LIFECYCLE -> "GetLifecycleConfiguration";
			case PUT_BUCKET_INVENTORY, DELETE_BUCKET_INVENTORY -> "PutInventoryConfiguration";
			case GET_BUCKET_INVENTORY, LIST_BUCKET_INVENTORIES -> "GetInventoryConfiguration";
			case PUT_BUCKET_METRICS, DELETE_BUCKET_METRICS -> "PutMetricsConfiguration";
			case GET_BUCKET_METRICS, LIST_BUCKET_METRICS -> "GetMetricsConfiguration";
			default -> this.apiName;
		};
	}

	boolean isPolicy() {
		return this == PUT_BUCKET_POLICY || this == GET_BUCKET_POLICY || this == DELETE_BUCKET_POLICY;
	}

	Access access() {
		return this.access;
	}

	boolean hasBody() {
		return this.body;
	}

	/**
	 * With which credentials an operation may be called.
	 */
	enum Access {

		/** IAM credentials, regional control endpoint. */
		CONTROL,

		/** IAM credentials only, zonal endpoint. */
		IAM,

		/** IAM or session credentials: SDKs and documentation differ. */
		ANY,

		/** IAM credentials or any session. */
		READ,

		/** IAM credentials or a ReadWrite session. */
		WRITE

	}

}
