/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.recording;

import java.util.ArrayList;
import java.util.List;

import io.github.s3express.local.recording.Call.Flaw;
import io.github.s3express.local.recording.Call.Place;

/**
 * The list of requests: all operations, in an order that makes what they need and takes
 * it away at the end.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Calls {

	static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
			+ "\"{account}\"},\"Action\":\"s3express:CreateSession\",\"Resource\":"
			+ "\"arn:aws:s3express:{region}:{account}:bucket/{bucket}\"}]}";

	static final String CREATE = "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Location>"
			+ "<Name>{zone}</Name><Type>AvailabilityZone</Type></Location><Bucket><DataRedundancy>SingleAvailabilityZone"
			+ "</DataRedundancy><Type>Directory</Type></Bucket></CreateBucketConfiguration>";

	/** The request that leaves nothing behind. */
	static final String DELETE = "delete the bucket";

	private static final String CONTROL = " xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\"";

	private static final String ENCRYPTION = "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
			+ "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
			+ "</ServerSideEncryptionConfiguration>";

	private static final String LIFECYCLE = "<LifecycleConfiguration><Rule><ID>one</ID><Filter><Prefix>log/</Prefix></Filter>"
			+ "<Status>Enabled</Status><Expiration><Days>9</Days></Expiration></Rule></LifecycleConfiguration>";

	private static final String INVENTORY = "<InventoryConfiguration><Id>one</Id><IsEnabled>false</IsEnabled><Destination>"
			+ "<S3BucketDestination><Bucket>arn:aws:s3:::inventory-{account}</Bucket><Format>CSV</Format>"
			+ "</S3BucketDestination></Destination><Schedule><Frequency>Weekly</Frequency></Schedule>"
			+ "<IncludedObjectVersions>Current</IncludedObjectVersions></InventoryConfiguration>";

	private static final String TAGS = "/v20180820/tags/arn:aws:s3express:{region}:{account}:bucket/{bucket}";

	private static final String POINT = "/v20180820/accesspoint/{accesspoint}";

	private Calls() {
	}

	static List<Call> all() {
		List<Call> calls = new ArrayList<>();
		begin(calls);
		objects(calls);
		uploads(calls);
		configuration(calls);
		calls.addAll(RefusedCalls.all());
		accessPoints(calls);
		end(calls);
		return calls;
	}

	private static void begin(List<Call> calls) {
		calls.add(Call.control("create the bucket", "CreateBucket", "PUT /{bucket}").body(CREATE));
		calls.add(Call.control("create it again", "CreateBucket", "PUT /{bucket}").body(CREATE));
		calls.add(Call.zonal("session", "CreateSession", "GET /?session")
			.header("x-amz-create-session-mode", "ReadWrite")
			.opens("rw"));
		calls.add(Call.zonal("session to read", "CreateSession", "GET /?session")
			.header("x-amz-create-session-mode", "ReadOnly")
			.opens("ro"));
		calls.add(Call.zonal("head the bucket with a session", "HeadBucket", "HEAD /"));
		calls.add(Call.zonal("head the bucket with IAM", "HeadBucket", "HEAD /").iam());
	}

	private static void objects(List<Call> calls) {
		calls.add(Call.zonal("put", "PutObject", "PUT /dir/a")
			.header("content-type", "text/plain")
			.header("x-amz-meta-colour", "blue")
			.body("hello")
			.captures("etag", "etag"));
		calls.add(Call.zonal("put with a checksum", "PutObject", "PUT /dir/b")
			.header("x-amz-checksum-crc32", "NhCmhg==")
			.body("hello"));
		calls.add(Call.zonal("put in signed chunks", "PutObject", "PUT /chunks")
			.body("0123456789abcdef".repeat(8192))
			.flawed(Flaw.CHUNKED));
		calls.add(Call.zonal("put with a trailer", "PutObject", "PUT /trailer").body("hello").flawed(Flaw.TRAILER));
		calls.add(
				Call.zonal("append", "PutObject", "PUT /dir/a").header("x-amz-write-offset-bytes", "5").body(" world"));
		calls.add(Call.zonal("append to a new object", "PutObject", "PUT /appended")
			.header("x-amz-write-offset-bytes", "0")
			.body("x"));
		calls.add(Call.zonal("get", "GetObject", "GET /dir/a").header("x-amz-checksum-mode", "ENABLED"));
		calls.add(Call.zonal("get a range", "GetObject", "GET /dir/a").header("range", "bytes=2-4"));
		calls.add(Call.zonal("get unless it is the same", "GetObject", "GET /dir/b").header("if-none-match", "*"));
		calls.add(Call.zonal("get presigned", "GetObject", "GET /dir/a").flawed(Flaw.PRESIGNED));
		calls.add(Call.zonal("get with a read session", "GetObject", "GET /dir/a").session("ro"));
		calls.add(Call.zonal("head", "HeadObject", "HEAD /dir/a").header("x-amz-checksum-mode", "ENABLED"));
		calls.add(Call.zonal("attributes", "GetObjectAttributes", "GET /dir/a?attributes")
			.header("x-amz-object-attributes", "ETag,Checksum,ObjectParts,StorageClass,ObjectSize"));
		calls.add(Call.zonal("list", "ListObjectsV2", "GET /?list-type=2"));
		calls.add(Call.zonal("list a directory", "ListObjectsV2", "GET /?list-type=2&prefix=dir/&delimiter=/"));
		calls.add(Call.zonal("list with a delimiter", "ListObjectsV2", "GET /?list-type=2&delimiter=/"));
		calls.add(Call.zonal("copy", "CopyObject", "PUT /copy").header("x-amz-copy-source", "{bucket}/dir/a").iam());
		calls.add(Call.zonal("rename", "RenameObject", "PUT /renamed?renameObject")
			.header("x-amz-rename-source", "/{bucket}/copy"));
		calls.add(Call.zonal("delete", "DeleteObject", "DELETE /renamed"));
		calls.add(Call.zonal("delete what is not there", "DeleteObject", "DELETE /renamed"));
	}

	private static void uploads(List<Call> calls) {
		calls.add(Call.zonal("begin an upload", "CreateMultipartUpload", "POST /up?uploads")
			.header("x-amz-checksum-algorithm", "CRC32")
			.captures("upload", "UploadId"));
		calls.add(Call.zonal("upload a part", "UploadPart", "PUT /up?partNumber=1&uploadId={upload}")
			.header("x-amz-checksum-crc32", "NhCmhg==")
			.body("hello")
			.captures("part", "etag"));
		calls.add(Call.zonal("copy a part", "UploadPartCopy", "PUT /up?partNumber=2&uploadId={upload}")
			.header("x-amz-copy-source", "{bucket}/dir/a")
			.iam()
			.captures("copied", "ETag")
			.captures("copiedsum", "ChecksumCRC32"));
		calls.add(Call.zonal("list parts", "ListParts", "GET /up?uploadId={upload}"));
		calls.add(Call.zonal("list uploads", "ListMultipartUploads", "GET /?uploads"));
		String first = part(1, "{part}", "NhCmhg==");
		complete(calls, "complete without checksums", "<Part><PartNumber>1</PartNumber><ETag>{part}</ETag></Part>");
		complete(calls, "complete with a part too small", first + part(2, "{copied}", "{copiedsum}"));
		complete(calls, "complete in the wrong order", part(2, "{copied}", "{copiedsum}") + first);
		complete(calls, "complete", first);
		complete(calls, "complete again", first);
		calls.add(Call.zonal("get a part", "GetObject", "GET /up?partNumber=1"));
		calls.add(Call.zonal("begin an upload that is aborted", "CreateMultipartUpload", "POST /up?uploads")
			.captures("aborted", "UploadId"));
		calls.add(Call.control("delete the bucket with an upload", "DeleteBucket", "DELETE /{bucket}"));
		calls.add(Call.zonal("abort", "AbortMultipartUpload", "DELETE /up?uploadId={aborted}"));
		calls.add(Call.zonal("abort again", "AbortMultipartUpload", "DELETE /up?uploadId={aborted}"));
	}

	private static void complete(List<Call> calls, String name, String parts) {
		calls.add(Call.zonal(name, "CompleteMultipartUpload", "POST /up?uploadId={upload}")
			.body("<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>"));
	}

	private static String part(int number, String etag, String checksum) {
		return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag + "</ETag><ChecksumCRC32>" + checksum
				+ "</ChecksumCRC32></Part>";
	}

	private static void configuration(List<Call> calls) {
		calls.add(Call.control("list buckets", "ListDirectoryBuckets", "GET /?max-directory-buckets=0"));
		each(calls, "policy", "BucketPolicy", POLICY);
		each(calls, "encryption", "BucketEncryption", ENCRYPTION);
		calls.add(Call.control("get no lifecycle", "GetBucketLifecycleConfiguration", "GET /{bucket}?lifecycle"));
		calls.add(Call.control("put lifecycle", "PutBucketLifecycleConfiguration", "PUT /{bucket}?lifecycle")
			.body(LIFECYCLE));
		calls.add(Call.control("get lifecycle", "GetBucketLifecycleConfiguration", "GET /{bucket}?lifecycle"));
		calls.add(Call.control("delete lifecycle", "DeleteBucketLifecycle", "DELETE /{bucket}?lifecycle"));
		stored(calls, "inventory", "Inventory", INVENTORY);
		stored(calls, "metrics", "Metrics", "<MetricsConfiguration><Id>one</Id></MetricsConfiguration>");
		calls.add(Call.control("tag the bucket", "TagResource", "POST " + TAGS)
			.header("x-amz-account-id", "{account}")
			.body("<TagResourceRequest" + CONTROL
					+ "><Tags><Tag><Key>team</Key><Value>blue</Value></Tag></Tags></TagResourceRequest>"));
		calls.add(Call.control("list tags", "ListTagsForResource", "GET " + TAGS)
			.header("x-amz-account-id", "{account}"));
		calls.add(Call.control("untag the bucket", "UntagResource", "DELETE " + TAGS + "?tagKeys=team")
			.header("x-amz-account-id", "{account}"));
	}

	private static void each(List<Call> calls, String name, String operation, String body) {
		calls.add(Call.control("get " + name + " at first", "Get" + operation, "GET /{bucket}?" + name));
		calls.add(Call.control("put " + name, "Put" + operation, "PUT /{bucket}?" + name).body(body));
		calls.add(Call.control("get " + name, "Get" + operation, "GET /{bucket}?" + name));
		calls.add(Call.control("delete " + name, "Delete" + operation, "DELETE /{bucket}?" + name));
	}

	private static void stored(List<Call> calls, String name, String kind, String body) {
		String operation = "Bucket" + kind + "Configuration";
		calls.add(Call.control("get no " + name, "Get" + operation, "GET /{bucket}?" + name + "&id=one"));
		calls.add(Call.control("put " + name, "Put" + operation, "PUT /{bucket}?" + name + "&id=one").body(body));
		calls.add(Call.control("get " + name, "Get" + operation, "GET /{bucket}?" + name + "&id=one"));
		calls.add(Call.control("list " + name, "List" + operation + "s", "GET /{bucket}?" + name));
		calls.add(Call.control("delete " + name, "Delete" + operation, "DELETE /{bucket}?" + name + "&id=one"));
	}

	private static void accessPoints(List<Call> calls) {
		calls.add(point("create an access point", "CreateAccessPoint", "PUT " + POINT)
			.body("<CreateAccessPointRequest" + CONTROL + "><Bucket>{bucket}</Bucket></CreateAccessPointRequest>"));
		calls.add(point("get the access point", "GetAccessPoint", "GET " + POINT));
		calls.add(point("list access points", "ListAccessPointsForDirectoryBuckets",
				"GET /v20180820/accesspointfordirectory?directoryBucket={bucket}"));
		calls.add(point("put the scope", "PutAccessPointScope", "PUT " + POINT + "/scope")
			.body("<PutAccessPointScopeRequest" + CONTROL
					+ "><Scope><Prefixes><Prefix>dir/</Prefix></Prefixes><Permissions>"
					+ "<Permission>GetObject</Permission></Permissions></Scope></PutAccessPointScopeRequest>"));
		calls.add(point("get the scope", "GetAccessPointScope", "GET " + POINT + "/scope"));
		calls.add(point("get no policy of the access point", "GetAccessPointPolicy", "GET " + POINT + "/policy"));
		calls.add(point("put the policy of the access point", "PutAccessPointPolicy", "PUT " + POINT + "/policy")
			.body("<PutAccessPointPolicyRequest" + CONTROL + "><Policy>"
					+ POLICY.replace("bucket/{bucket}", "accesspoint/{accesspoint}")
					+ "</Policy></PutAccessPointPolicyRequest>"));
		calls.add(point("get the policy of the access point", "GetAccessPointPolicy", "GET " + POINT + "/policy"));
		calls.add(Call.zonal("session of the access point", "CreateSession", "GET /?session")
			.at(Place.ACCESS_POINT)
			.opens("point"));
		calls.add(Call.zonal("get through the access point", "GetObject", "GET /dir/a")
			.at(Place.ACCESS_POINT)
			.session("point"));
		calls.add(Call.zonal("get outside the scope", "GetObject", "GET /up").at(Place.ACCESS_POINT).session("point"));
		calls.add(Call.zonal("put outside the scope", "PutObject", "PUT /dir/a")
			.at(Place.ACCESS_POINT)
			.session("point")
			.body("x"));
		calls.add(Call.zonal("session of the access point at the bucket", "GetObject", "GET /dir/a").session("point"));
		calls.add(Call.control("delete the bucket with an access point", "DeleteBucket", "DELETE /{bucket}"));
		calls.add(point("delete the scope", "DeleteAccessPointScope", "DELETE " + POINT + "/scope"));
		calls.add(point("delete the policy of the access point", "DeleteAccessPointPolicy",
				"DELETE " + POINT + "/policy"));
		calls.add(point("delete the access point", "DeleteAccessPoint", "DELETE " + POINT));
	}

	private static Call point(String name, String operation, String request) {
		return Call.control(name, operation, request).header("x-amz-account-id", "{account}");
	}

	private static void end(List<Call> calls) {
		StringBuilder keys = new StringBuilder();
		for (String key : new String[] { "dir/a", "dir/b", "chunks", "trailer", "appended", "up", "k" }) {
			keys.append("<Object><Key>").append(key).append("</Key></Object>");
		}
		String document = "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + keys + "</Delete>";
		calls.add(Call.zonal("delete all objects without a digest", "DeleteObjects", "POST /?delete").body(document));
		calls.add(Call.zonal("delete all objects", "DeleteObjects", "POST /?delete")
			.header("content-md5", RefusedCalls.md5(document))
			.body(document));
		// If it was not completed.
		calls.add(Call.zonal("abort what is left", "AbortMultipartUpload", "DELETE /up?uploadId={upload}"));
		calls.add(Call.control(DELETE, "DeleteBucket", "DELETE /{bucket}"));
		calls.add(Call.control("delete it again", "DeleteBucket", "DELETE /{bucket}"));
	}

}
