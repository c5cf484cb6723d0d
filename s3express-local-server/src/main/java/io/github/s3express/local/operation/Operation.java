/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

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
