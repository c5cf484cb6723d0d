/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Where buckets live. What a method was given lasts once it has returned.
 *
 * @author The S3 Express Spring Boot authors
 */
interface Storage extends Closeable {

	// What was stored before.
	List<Bucket> load() throws IOException;

	BlobWriter newBlob() throws IOException;

	void saveBucket(BucketInfo bucket) throws IOException;

	void deleteBucket(BucketInfo bucket) throws IOException;

	void saveObject(BucketInfo bucket, StoredObject object) throws IOException;

	// Gives an object another key: afterwards, and after a crash, it has one of the two.
	void moveObject(BucketInfo bucket, String from, StoredObject moved) throws IOException;

	void saveUpload(BucketInfo bucket, MultipartUpload upload) throws IOException;

	void savePart(BucketInfo bucket, MultipartUpload upload, MultipartUpload.UploadedPart part) throws IOException;

	void deleteUpload(BucketInfo bucket, MultipartUpload upload) throws IOException;

	void deleteObject(BucketInfo bucket, String key) throws IOException;

}
