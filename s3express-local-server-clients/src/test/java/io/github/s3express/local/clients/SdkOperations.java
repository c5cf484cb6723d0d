/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.util.List;
import java.util.Map;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DataRedundancy;
import software.amazon.awssdk.services.s3.model.LocationType;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The operations through an {@code S3Client} of the AWS SDK for Java 2.x.
 *
 * @author The S3 Express Spring Boot authors
 */
final class SdkOperations {

	private static final String BUCKET = Client.BUCKET;

	private static final String NEW_BUCKET = Client.NEW_BUCKET;

	private final Cells cells = new Cells();

	Map<String, String> run(S3Client s3, boolean withBuckets) {
		if (withBuckets) {
			buckets(s3);
		}
		objects(s3);
		changes(s3);
		multipart(s3);
		deletions(s3);
		return this.cells.results();
	}

	private void buckets(S3Client s3) {
		this.cells.check("CreateBucket", 200,
				() -> s3
					.createBucket((create) -> create.bucket(NEW_BUCKET)
						.createBucketConfiguration((configuration) -> configuration
							.location((location) -> location.name("use1-az4").type(LocationType.AVAILABILITY_ZONE))
							.bucket((bucket) -> bucket.type(BucketType.DIRECTORY)
								.dataRedundancy(DataRedundancy.SINGLE_AVAILABILITY_ZONE))))
					.sdkHttpResponse()
					.statusCode());
		this.cells.check("ListDirectoryBuckets", 2,
				() -> s3.listDirectoryBuckets((list) -> list.maxDirectoryBuckets(10)).buckets().size());
		this.cells.check("HeadBucket", "use1-az4",
				() -> s3.headBucket((head) -> head.bucket(NEW_BUCKET)).bucketLocationName());
		this.cells.check("PutBucketPolicy", "{\"Statement\":[]}", () -> {
			s3.putBucketPolicy((put) -> put.bucket(NEW_BUCKET).policy("{\"Statement\":[]}"));
			return s3.getBucketPolicy((get) -> get.bucket(NEW_BUCKET)).policy();
		});
		this.cells.check("PutBucketEncryption", "AES256", () -> {
			s3.putBucketEncryption((put) -> put.bucket(NEW_BUCKET)
				.serverSideEncryptionConfiguration(
						(configuration) -> configuration.rules((rule) -> rule.applyServerSideEncryptionByDefault(
								(byDefault) -> byDefault.sseAlgorithm(ServerSideEncryption.AES256)))));
			return s3.getBucketEncryption((get) -> get.bucket(NEW_BUCKET))
				.serverSideEncryptionConfiguration()
				.rules()
				.get(0)
				.applyServerSideEncryptionByDefault()
				.sseAlgorithmAsString();
		});
		this.cells.check("DeleteBucket", 204,
				() -> s3.deleteBucket((delete) -> delete.bucket(NEW_BUCKET)).sdkHttpResponse().statusCode());
		this.cells.check("CreateSession", true,
				() -> s3.createSession((create) -> create.bucket(BUCKET))
					.credentials()
					.accessKeyId()
					.startsWith("ASIA"));
	}

	private void objects(S3Client s3) {
		this.cells.check("PutObject", true,
				() -> s3.putObject((put) -> put.bucket(BUCKET).key("dir/a b"), RequestBody.fromString("hello"))
					.eTag() != null);
		this.cells.check("PutObject If-None-Match", 412, () -> {
			try {
				s3.putObject((put) -> put.bucket(BUCKET).key("dir/a b").ifNoneMatch("*"), RequestBody.fromString("x"));
				return 200;
			}
			catch (S3Exception ex) {
				return ex.statusCode();
			}
		});
		this.cells.check("PutObject append", "hello world", () -> {
			s3.putObject((put) -> put.bucket(BUCKET).key("dir/a b").writeOffsetBytes(5L),
					RequestBody.fromString(" world"));
			return s3.getObjectAsBytes((get) -> get.bucket(BUCKET).key("dir/a b")).asUtf8String();
		});
		this.cells.check("GetObject", "hello world",
				() -> s3.getObjectAsBytes((get) -> get.bucket(BUCKET).key("dir/a b")).asUtf8String());
		this.cells.check("GetObject range", "world",
				() -> s3.getObjectAsBytes((get) -> get.bucket(BUCKET).key("dir/a b").range("bytes=6-")).asUtf8String());
		this.cells.check("HeadObject", 11L,
				() -> s3.headObject((head) -> head.bucket(BUCKET).key("dir/a b")).contentLength());
		this.cells
			.check("GetObjectAttributes", 11L,
					() -> s3.getObjectAttributes(
							(get) -> get.bucket(BUCKET).key("dir/a b").objectAttributes(ObjectAttributes.OBJECT_SIZE))
						.objectSize());
		this.cells.check("ListObjectsV2", "dir/a b",
				() -> s3.listObjectsV2((list) -> list.bucket(BUCKET).prefix("dir/")).contents().get(0).key());
	}

	private void changes(S3Client s3) {
		this.cells.check("CopyObject", "hello world", () -> {
			s3.copyObject((copy) -> copy.sourceBucket(BUCKET)
				.sourceKey("dir/a b")
				.destinationBucket(BUCKET)
				.destinationKey("copy"));
			return s3.getObjectAsBytes((get) -> get.bucket(BUCKET).key("copy")).asUtf8String();
		});
		this.cells.check("RenameObject", "hello world", () -> {
			s3.renameObject((rename) -> rename.bucket(BUCKET).key("renamed").renameSource("/" + BUCKET + "/copy"));
			return s3.getObjectAsBytes((get) -> get.bucket(BUCKET).key("renamed")).asUtf8String();
		});
	}

	private void multipart(S3Client s3) {
		this.cells.check("Multipart upload", 5242883L, () -> {
			String id = s3.createMultipartUpload((create) -> create.bucket(BUCKET).key("big")).uploadId();
			String one = s3
				.uploadPart((part) -> part.bucket(BUCKET).key("big").uploadId(id).partNumber(1),
						RequestBody.fromBytes(new byte[5 * 1024 * 1024]))
				.eTag();
			String two = s3
				.uploadPart((part) -> part.bucket(BUCKET).key("big").uploadId(id).partNumber(2),
						RequestBody.fromString("end"))
				.eTag();
			s3.completeMultipartUpload((complete) -> complete.bucket(BUCKET)
				.key("big")
				.uploadId(id)
				.multipartUpload((upload) -> upload.parts(CompletedPart.builder().partNumber(1).eTag(one).build(),
						CompletedPart.builder().partNumber(2).eTag(two).build())));
			return s3.headObject((head) -> head.bucket(BUCKET).key("big")).contentLength();
		});
		this.cells.check("UploadPartCopy, ListParts", 5L, () -> {
			String id = s3.createMultipartUpload((create) -> create.bucket(BUCKET).key("part")).uploadId();
			s3.uploadPartCopy((copy) -> copy.sourceBucket(BUCKET)
				.sourceKey("renamed")
				.copySourceRange("bytes=0-4")
				.destinationBucket(BUCKET)
				.destinationKey("part")
				.uploadId(id)
				.partNumber(1));
			return s3.listParts((list) -> list.bucket(BUCKET).key("part").uploadId(id)).parts().get(0).size();
		});
		this.cells.check("ListMultipartUploads, Abort", List.of(), () -> {
			s3.listMultipartUploads((list) -> list.bucket(BUCKET))
				.uploads()
				.forEach((upload) -> s3.abortMultipartUpload(
						(abort) -> abort.bucket(BUCKET).key(upload.key()).uploadId(upload.uploadId())));
			return s3.listMultipartUploads((list) -> list.bucket(BUCKET)).uploads();
		});
	}

	private void deletions(S3Client s3) {
		this.cells.check("DeleteObject", 204,
				() -> s3.deleteObject((delete) -> delete.bucket(BUCKET).key("big")).sdkHttpResponse().statusCode());
		this.cells.check("DeleteObjects", 2,
				() -> s3
					.deleteObjects((delete) -> delete.bucket(BUCKET)
						.delete((list) -> list.objects((object) -> object.key("dir/a b"),
								(object) -> object.key("renamed"))))
					.deleted()
					.size());
	}

}
