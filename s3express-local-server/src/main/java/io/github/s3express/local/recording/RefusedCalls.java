/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.recording;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import io.github.s3express.local.recording.Call.Flaw;

/**
 * The part of the list that the service should refuse: the rows of the tables in
 * {@code docs/local-server.md}.
 *
 * @author The S3 Express Spring Boot authors
 */
final class RefusedCalls {

	private RefusedCalls() {
	}

	static List<Call> all() {
		List<Call> calls = new ArrayList<>();
		signatures(calls);
		sessions(calls);
		bodies(calls);
		conditions(calls);
		lacking(calls);
		policies(calls);
		return calls;
	}

	private static void signatures(List<Call> calls) {
		for (Flaw flaw : new Flaw[] { Flaw.UNSIGNED, Flaw.WRONG_SECRET, Flaw.UNKNOWN_KEY, Flaw.WRONG_TOKEN,
				Flaw.WRONG_REGION, Flaw.WRONG_SERVICE, Flaw.SKEWED, Flaw.HEADER_NOT_SIGNED, Flaw.PRESIGNED_EXPIRED,
				Flaw.PRESIGNED_TAMPERED }) {
			calls.add(Call.zonal("get, " + text(flaw), "GetObject", "GET /dir/a").flawed(flaw));
		}
		for (Flaw flaw : new Flaw[] { Flaw.UNSIGNED, Flaw.WRONG_SECRET, Flaw.UNKNOWN_KEY, Flaw.WRONG_REGION,
				Flaw.WRONG_SERVICE, Flaw.SKEWED }) {
			calls.add(Call.zonal("session, " + text(flaw), "CreateSession", "GET /?session").iam().flawed(flaw));
			calls.add(Call.control("encryption, " + text(flaw), "GetBucketEncryption", "GET /{bucket}?encryption")
				.flawed(flaw));
		}
	}

	private static String text(Flaw flaw) {
		return flaw.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static void sessions(List<Call> calls) {
		calls.add(Call.zonal("session with a session", "CreateSession", "GET /?session"));
		calls.add(Call.zonal("session of another mode", "CreateSession", "GET /?session")
			.header("x-amz-create-session-mode", "WriteOnly")
			.iam());
		calls.add(Call.zonal("session with KMS and no key", "CreateSession", "GET /?session")
			.header("x-amz-server-side-encryption", "aws:kms")
			.iam());
		calls.add(Call.zonal("put with a read session", "PutObject", "PUT /k").session("ro").body("x"));
		calls.add(Call.zonal("delete with a read session", "DeleteObject", "DELETE /k").session("ro"));
		calls.add(Call.zonal("copy with a session", "CopyObject", "PUT /k")
			.header("x-amz-copy-source", "{bucket}/dir/a"));
		calls.add(Call.zonal("put with IAM", "PutObject", "PUT /k").iam().body("x"));
		calls.add(Call.control("policy with a session", "GetBucketPolicy", "GET /{bucket}?policy").session("rw"));
		calls.add(Call.control("put at the control endpoint", "PutObject", "PUT /{bucket}/k").body("x"));
		calls.add(Call.zonal("another owner", "GetObject", "GET /dir/a")
			.header("x-amz-expected-bucket-owner", "000000000000"));
	}

	private static void bodies(List<Call> calls) {
		for (Flaw flaw : new Flaw[] { Flaw.WRONG_DIGEST, Flaw.CHUNKED_TAMPERED, Flaw.CHUNKED_SMALL, Flaw.TRAILER_WRONG,
				Flaw.NO_LENGTH }) {
			calls.add(Call.zonal("put, " + text(flaw), "PutObject", "PUT /k").body("hello ".repeat(50)).flawed(flaw));
		}
		calls.add(Call.zonal("put, wrong checksum", "PutObject", "PUT /k")
			.header("x-amz-checksum-crc32", "AAAAAA==")
			.body("hello"));
		calls.add(Call.zonal("put, malformed checksum", "PutObject", "PUT /k")
			.header("x-amz-checksum-crc32", "x")
			.body("hello"));
		calls.add(Call.zonal("put, Content-MD5", "PutObject", "PUT /k")
			.header("content-md5", md5("hello"))
			.body("hello"));
		calls.add(Call.zonal("delete objects, wrong Content-MD5", "DeleteObjects", "POST /?delete")
			.header("content-md5", md5("other"))
			.body("<Delete><Object><Key>k</Key></Object></Delete>"));
		calls.add(Call.zonal("delete objects, malformed", "DeleteObjects", "POST /?delete")
			.header("content-md5", md5("<Delete>"))
			.body("<Delete>"));
		calls
			.add(Call.control("encryption, malformed", "PutBucketEncryption", "PUT /{bucket}?encryption").body("<x/>"));
	}

	private static void conditions(List<Call> calls) {
		calls.add(Call.zonal("put if there is none", "PutObject", "PUT /dir/a").header("if-none-match", "*").body("x"));
		calls.add(
				Call.zonal("put if it is another", "PutObject", "PUT /dir/a").header("if-match", "\"none\"").body("x"));
		calls.add(Call.zonal("get if it is another", "GetObject", "GET /dir/a").header("if-match", "\"none\""));
		calls.add(Call.zonal("get beyond the end", "GetObject", "GET /dir/a").header("range", "bytes=100-"));
		calls.add(Call.zonal("get what is not there", "GetObject", "GET /none"));
		calls.add(Call.zonal("append elsewhere", "PutObject", "PUT /dir/a")
			.header("x-amz-write-offset-bytes", "3")
			.body("x"));
		calls
			.add(Call.zonal("delete if it is another", "DeleteObject", "DELETE /dir/a").header("if-match", "\"none\""));
		calls.add(Call.zonal("delete if it has another size", "DeleteObject", "DELETE /dir/a")
			.header("x-amz-if-match-size", "1"));
		calls.add(Call.zonal("delete what is not there if it has a size", "DeleteObject", "DELETE /none")
			.header("x-amz-if-match-size", "1"));
		calls.add(Call.zonal("rename what is not there", "RenameObject", "PUT /k?renameObject")
			.header("x-amz-rename-source", "/{bucket}/none"));
		calls.add(Call.zonal("rename from another bucket", "RenameObject", "PUT /k?renameObject")
			.header("x-amz-rename-source", "/other--{zone}--x-s3/dir/a"));
		calls.add(Call.zonal("complete what is not there", "CompleteMultipartUpload", "POST /up?uploadId=none")
			.body("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>"));
		calls.add(Call.zonal("list by half a prefix", "ListObjectsV2", "GET /?list-type=2&prefix=di"));
		calls.add(Call.zonal("list by another delimiter", "ListObjectsV2", "GET /?list-type=2&delimiter=-"));
		calls.add(Call.control("delete the bucket with objects", "DeleteBucket", "DELETE /{bucket}"));
		for (String prefix : new String[] { "xn--", "sthree-", "amzn-s3-demo-" }) {
			calls.add(Call.control("create " + prefix, "CreateBucket", "PUT /" + prefix + "a--{zone}--x-s3")
				.body(Calls.CREATE));
		}
		calls.add(Call.control("create without a zone", "CreateBucket", "PUT /a--{zone}--x-s3"));
	}

	private static void lacking(List<Call> calls) {
		for (String parameter : new String[] { "versioning", "acl", "tagging", "object-lock", "website", "cors",
				"replication", "unheard-of" }) {
			calls.add(Call.control("get " + parameter, "none", "GET /{bucket}?" + parameter));
		}
		calls.add(Call.zonal("list, version 1", "none", "GET /"));
		calls.add(Call.zonal("list, start-after", "ListObjectsV2", "GET /?list-type=2&start-after=dir"));
		calls.add(Call.zonal("get acl of an object", "none", "GET /dir/a?acl"));
		calls.add(Call.zonal("get tags of an object", "none", "GET /dir/a?tagging"));
		calls.add(Call.zonal("get another version", "GetObject", "GET /dir/a?versionId=abc"));
		String[][] headers = { { "x-amz-acl", "private" }, { "x-amz-tagging", "a=b" },
				{ "x-amz-object-lock-mode", "GOVERNANCE" }, { "x-amz-storage-class", "STANDARD" },
				{ "x-amz-website-redirect-location", "/" },
				{ "x-amz-server-side-encryption-customer-algorithm", "AES256" },
				{ "x-amz-server-side-encryption", "aws:kms" }, { "x-amz-unheard-of", "x" } };
		for (String[] header : headers) {
			calls.add(Call.zonal("put, " + header[0], "PutObject", "PUT /k").header(header[0], header[1]).body("x"));
		}
		calls.add(Call.zonal("get, encryption header", "GetObject", "GET /dir/a")
			.header("x-amz-server-side-encryption", "AES256"));
	}

	private static void policies(List<Call> calls) {
		policy(calls, "another service's action", Calls.POLICY.replace("s3express:CreateSession", "s3:GetObject"));
		policy(calls, "an unknown action", Calls.POLICY.replace("CreateSession", "CreateSessions"));
		policy(calls, "another bucket", Calls.POLICY.replace("bucket/{bucket}", "bucket/other--{zone}--x-s3"));
		policy(calls, "no principal", Calls.POLICY.replace("\"{account}\"", "\"nobody\""));
		policy(calls, "no JSON", "{");
		policy(calls, "a denial", Calls.POLICY.replace("Allow", "Deny"));
		calls.add(Call.zonal("session that is denied", "CreateSession", "GET /?session").iam());
		calls.add(Call.control("delete the denial", "DeleteBucketPolicy", "DELETE /{bucket}?policy"));
	}

	private static void policy(List<Call> calls, String name, String policy) {
		calls.add(Call.control("policy with " + name, "PutBucketPolicy", "PUT /{bucket}?policy").body(policy));
	}

	static String md5(String text) {
		try {
			return Base64.getEncoder()
				.encodeToString(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
