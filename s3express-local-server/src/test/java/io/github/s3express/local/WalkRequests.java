/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.s3express.local.S3Model.Member;
import io.github.s3express.local.S3Model.ModelOperation;
import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.checksum.Checksums;

/**
 * A server with one object and one open upload, and for each operation of the model a
 * request that it must carry out, and values for its members: one to be carried out, and
 * one to be refused.
 *
 * @author The S3 Express Spring Boot authors
 */
final class WalkRequests {

	static final String BUCKET = TestClients.BUCKET;

	private static final String EMPTY = "empty--use1-az4--x-s3";

	private static final String WITH_POLICY = "policy--use1-az4--x-s3";

	static final List<String> BUCKETS = List.of(BUCKET, EMPTY, WITH_POLICY);

	static final String KEY = "dir/key";

	private static final String PAST = "Sun, 22 Nov 2015 03:00:00 GMT";

	private static final String FUTURE = "Sun, 22 Nov 2065 03:00:00 GMT";

	private static final String BODY = "hello";

	private static final String LIFECYCLE = "<LifecycleConfiguration><Rule><Filter/><Status>Enabled</Status>"
			+ "<Expiration><Days>9</Days></Expiration></Rule></LifecycleConfiguration>";

	private final S3ExpressLocalServer server;

	private String etag = "";

	private String lastModified = "";

	private String uploadId = "";

	private String initiated = "";

	private String partEtag = "";

	WalkRequests(S3ExpressLocalServer server) {
		this.server = server;
	}

	// Makes the state that each request begins with.
	void prepare() throws IOException {
		RawHttp.Answer put = ok(SignedRequest.of(this.server, "PUT", "/" + BUCKET + "/" + KEY).body(BODY));
		this.etag = put.headers().get("etag");
		this.lastModified = ok(SignedRequest.of(this.server, "HEAD", "/" + BUCKET + "/" + KEY)).headers()
			.get("last-modified");
		RawHttp.Answer created = ok(
				SignedRequest.of(this.server, "POST", "/" + BUCKET + "/" + KEY).query("uploads", ""));
		this.uploadId = created.element("UploadId");
		this.initiated = created.headers().get("date");
		this.partEtag = ok(SignedRequest.of(this.server, "PUT", "/" + BUCKET + "/" + KEY)
			.query("uploadId", this.uploadId)
			.query("partNumber", "1")
			.body(BODY)).headers().get("etag");
		SignedRequest.of(this.server, "PUT", "/" + WITH_POLICY)
			.query("policy", "")
			.body(body("PutBucketPolicy"))
			.send();
		SignedRequest.of(this.server, "PUT", "/" + WITH_POLICY).query("lifecycle", "").body(LIFECYCLE).send();
		for (String kind : List.of("inventory", "metrics")) {
			SignedRequest.of(this.server, "PUT", "/" + WITH_POLICY)
				.query(kind, "")
				.query("id", "one")
				.body(stored(kind))
				.send();
		}
	}

	private static String stored(String kind) {
		String root = kind.equals("metrics") ? "MetricsConfiguration" : "InventoryConfiguration";
		return "<" + root + "><Id>one</Id></" + root + ">";
	}

	private static RawHttp.Answer ok(SignedRequest request) throws IOException {
		RawHttp.Answer answer = request.send();
		if (answer.status() != 200) {
			throw new IllegalStateException(answer.toString());
		}
		return answer;
	}

	SignedRequest base(ModelOperation operation) {
		String bucket = switch (operation.name()) {
			case "CreateBucket" -> "new--use1-az4--x-s3";
			case "DeleteBucket" -> EMPTY;
			case "GetBucketPolicy", "GetBucketLifecycleConfiguration", "GetBucketInventoryConfiguration",
					"DeleteBucketInventoryConfiguration", "GetBucketMetricsConfiguration",
					"DeleteBucketMetricsConfiguration" ->
				WITH_POLICY;
			default -> BUCKET;
		};
		String path = operation.bucket() ? "/" + bucket + (operation.key() ? "/" + key(operation) : "")
				: (operation.name().equals("WriteGetObjectResponse") ? "/WriteGetObjectResponse" : "/");
		SignedRequest request = SignedRequest.of(this.server, operation.method(), path);
		if (operation.name().equals("ListBuckets")) {
			request.service("s3");
		}
		operation.query().forEach(request::query);
		required(operation).forEach((name, value) -> {
			if (name.startsWith("?")) {
				request.query(name.substring(1), value);
			}
			else {
				request.header(name, value);
			}
		});
		String body = body(operation.name());
		return (body != null) ? request.body(body) : request;
	}

	private static String key(ModelOperation operation) {
		return operation.name().equals("RenameObject") ? "dir/renamed" : KEY;
	}

	private Map<String, String> required(ModelOperation operation) {
		Map<String, String> result = new LinkedHashMap<>();
		for (Member member : operation.members()) {
			switch (member.name()) {
				case "uploadId" -> result.put("?uploadId", this.uploadId);
				case "annotationName" -> result.put("?annotationName", "note");
				case "id" -> result.put("?id", "one");
				case "x-amz-copy-source" -> result.put("x-amz-copy-source", BUCKET + "/" + KEY);
				case "x-amz-rename-source" -> result.put("x-amz-rename-source", "/" + BUCKET + "/" + KEY);
				case "x-amz-object-attributes" -> result.put("x-amz-object-attributes", "ETag");
				default -> {
					if (member.name().equals("partNumber") && operation.name().startsWith("UploadPart")) {
						result.put("?partNumber", "2");
					}
				}
			}
		}
		if (operation.name().equals("CopyObject")) {
			// An object may be copied onto itself to change its metadata only.
			result.put("x-amz-metadata-directive", "REPLACE");
		}
		if (operation.name().equals("DeleteObjects")) {
			result.put("content-md5", md5(body(operation.name())));
		}
		return result;
	}

	String body(String operation) {
		return switch (operation) {
			case "PutObject", "UploadPart" -> BODY;
			case "CreateBucket" ->
				"<CreateBucketConfiguration><Location><Name>use1-az4</Name><Type>AvailabilityZone</Type></Location>"
						+ "<Bucket><DataRedundancy>SingleAvailabilityZone</DataRedundancy><Type>Directory</Type></Bucket>"
						+ "</CreateBucketConfiguration>";
			case "DeleteObjects" -> "<Delete><Object><Key>" + KEY + "</Key></Object></Delete>";
			case "CompleteMultipartUpload" -> "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
					+ this.partEtag.replace("\"", "&quot;") + "</ETag></Part></CompleteMultipartUpload>";
			case "PutBucketPolicy" -> "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", "
					+ "\"Principal\": {\"AWS\": \"*\"}, \"Action\": \"s3express:CreateSession\", \"Resource\": \"*\"}]}";
			case "PutBucketLifecycleConfiguration" -> LIFECYCLE;
			case "PutBucketInventoryConfiguration" -> stored("inventory");
			case "PutBucketMetricsConfiguration" -> stored("metrics");
			case "PutBucketEncryption" ->
				"<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256"
						+ "</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>";
			default -> (operation.startsWith("Put") || operation.startsWith("Update")) ? "<Anything/>" : null;
		};
	}

	// What a member of an operation is sent with: first what must be carried out (or, if
	// there is nothing such, refused), then what must be refused.
	List<Sample> samples(ModelOperation operation, Member member) {
		String name = member.name();
		String body = body(operation.name());
		boolean read = operation.method().equals("GET") || operation.method().equals("HEAD");
		if (name.startsWith("x-amz-checksum-") && ChecksumAlgorithm.ofHeader(name) != null) {
			return checksum(operation, ChecksumAlgorithm.ofHeader(name), body);
		}
		if (name.endsWith("if-match") && !name.equals("x-amz-object-if-match")) {
			boolean target = operation.name().equals("RenameObject") && name.equals("if-match");
			return List.of(new Sample(this.etag, target ? 404 : 0), new Sample("\"none\"", target ? 404 : 412));
		}
		return switch (name) {
			case "x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner" ->
				List.of(new Sample("123456789012", 0), new Sample("000000000000", 403));
			case "if-none-match" -> read ? List.of(new Sample("\"none\"", 0), new Sample(this.etag, 304))
					: List.of(new Sample("*", operation.name().equals("RenameObject") ? 0 : 412));
			case "x-amz-copy-source-if-none-match", "x-amz-rename-source-if-none-match" ->
				List.of(new Sample("\"none\"", 0), new Sample(this.etag, 412));
			case "if-modified-since" -> List.of(new Sample(PAST, read ? 0 : 412));
			case "x-amz-copy-source-if-modified-since", "x-amz-rename-source-if-modified-since" ->
				List.of(new Sample(PAST, 0), new Sample(FUTURE, 412));
			case "if-unmodified-since" ->
				read ? List.of(new Sample(FUTURE, 0), new Sample(PAST, 412)) : List.of(new Sample(PAST, 0));
			case "x-amz-copy-source-if-unmodified-since", "x-amz-rename-source-if-unmodified-since" ->
				List.of(new Sample(FUTURE, 0), new Sample(PAST, 412));
			case "x-amz-if-match-last-modified-time" ->
				List.of(new Sample(this.lastModified, 0), new Sample(PAST, 412), new Sample("soon", 400));
			case "x-amz-if-match-size" -> List.of(new Sample("5", 0), new Sample("6", 412), new Sample("x", 400));
			case "x-amz-if-match-initiated-time" -> List.of(new Sample(this.initiated, 0), new Sample(PAST, 412));
			case "range" -> List.of(new Sample("bytes=1-2", 0), new Sample("bytes=10-", 416));
			case "x-amz-copy-source-range" -> List.of(new Sample("bytes=0-1", 0), new Sample("bytes=0-9", 400));
			case "partNumber" -> List.of(new Sample("1", 0), new Sample("0", 400));
			case "versionId" -> List.of(new Sample("null", 0), new Sample("abc", 501));
			case "uploadId" -> List.of(new Sample(this.uploadId, 0), new Sample("none", 404));
			case "id" ->
				List.of(new Sample("one", 0), new Sample("other", operation.method().equals("PUT") ? 400 : 404));
			case "delimiter" -> List.of(new Sample("/", 0), new Sample("-", 400));
			case "prefix" -> List.of(new Sample("dir/", 0), new Sample("di", 400));
			case "encoding-type" -> List.of(new Sample("url", 0), new Sample("utf", 400));
			case "max-keys", "max-parts", "max-uploads", "max-directory-buckets", "x-amz-max-parts" ->
				List.of(new Sample("1", 0), new Sample("x", 400));
			case "part-number-marker", "x-amz-part-number-marker" -> List.of(new Sample("1", 0), new Sample("x", 400));
			case "continuation-token", "key-marker" -> List.of(new Sample("MTphYmM=", 0), new Sample("none", 400));
			case "x-amz-storage-class" -> List.of(new Sample("EXPRESS_ONEZONE", 0), new Sample("STANDARD", 400));
			case "x-amz-server-side-encryption" ->
				List.of(new Sample("AES256", 0), new Sample("aws:kms", 400), new Sample("aws:kms:dsse", 501));
			case "x-amz-server-side-encryption-aws-kms-key-id", "x-amz-server-side-encryption-context" ->
				List.of(new Sample("abc", 400));
			case "x-amz-server-side-encryption-bucket-key-enabled" -> List.of(new Sample("true", 0));
			case "x-amz-create-session-mode" -> List.of(new Sample("ReadOnly", 0), new Sample("WriteOnly", 400));
			case "x-amz-copy-source" -> List.of(new Sample(BUCKET + "/" + KEY, 0), new Sample(BUCKET + "/none", 404));
			case "x-amz-rename-source" ->
				List.of(new Sample("/" + BUCKET + "/" + KEY, 0), new Sample("/" + BUCKET + "/none", 404));
			case "x-amz-metadata-directive" -> List.of(new Sample("REPLACE", 0), new Sample("MERGE", 400));
			case "x-amz-tagging-directive" -> List.of(new Sample("COPY", 0), new Sample("MERGE", 400));
			case "x-amz-tagging" ->
				operation.name().equals("CopyObject") ? List.of(new Sample("a=b", 501)) : List.of(new Sample("a=b", 0));
			case "x-amz-object-attributes" -> List.of(new Sample("ETag", 0), new Sample("Colour", 400));
			case "x-amz-checksum-algorithm" -> List.of(new Sample("CRC32", 0), new Sample("CRC8", 400));
			case "x-amz-sdk-checksum-algorithm" ->
				List.of(new Sample("CRC32", 0, Map.of("x-amz-checksum-crc32", checksum(ChecksumAlgorithm.CRC32, body))),
						new Sample("CRC32", 400));
			case "x-amz-checksum-type" -> operation.name().equals("CreateMultipartUpload")
					? List.of(new Sample("FULL_OBJECT", 0, Map.of("x-amz-checksum-algorithm", "CRC32")),
							new Sample("FULL_OBJECT", 400))
					: List.of(new Sample("FULL_OBJECT", 0), new Sample("COMPOSITE", 400));
			case "x-amz-mp-object-size" -> List.of(new Sample("5", 0), new Sample("6", 400));
			case "x-amz-write-offset-bytes" -> List.of(new Sample("5", 0), new Sample("4", 400));
			case "content-md5" -> List.of(new Sample((body != null) ? md5(body) : "", 0),
					new Sample("AAAAAAAAAAAAAAAAAAAAAA==", operation.name().equals("DeleteObjects") ? 400 : 501));
			case "x-amz-meta-" -> List.of(new Sample("blue", 0));
			case "x-amz-checksum-mode" -> List.of(new Sample("ENABLED", 0));
			case "expires" -> List.of(new Sample(FUTURE, 0));
			default -> List.of(new Sample("some", 0));
		};
	}

	private List<Sample> checksum(ModelOperation operation, ChecksumAlgorithm algorithm, String body) {
		if (operation.name().equals("CompleteMultipartUpload")) {
			// The object's, not the document's.
			boolean own = algorithm == ChecksumAlgorithm.CRC64NVME;
			return List.of(new Sample(checksum(algorithm, BODY), own ? 0 : 400),
					new Sample(checksum(algorithm, "other"), 400));
		}
		return List.of(new Sample(checksum(algorithm, body), 0), new Sample(checksum(algorithm, "other"), 400));
	}

	private static String checksum(ChecksumAlgorithm algorithm, String body) {
		try {
			byte[] bytes = (body != null) ? body.getBytes(StandardCharsets.UTF_8) : new byte[0];
			return Checksums.of(algorithm, new ByteArrayInputStream(bytes)).value();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String md5(String body) {
		try {
			byte[] digest = MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// A value; the status that it must be answered with, 0 for one of success; what must
	// go with it.
	record Sample(String value, int status, Map<String, String> headers) {

		Sample(String value, int status) {
			this(value, status, Map.of());
		}

	}

}
