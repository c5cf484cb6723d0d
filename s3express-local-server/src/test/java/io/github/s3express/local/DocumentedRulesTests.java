/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules of directory buckets beyond the ones that the walk of the model sends: names,
 * Local Zones, conditions of deletions, checksums of parts, what presigners move.
 *
 * @author The S3 Express Spring Boot authors
 */
class DocumentedRulesTests {

	private static final String BUCKET = TestClients.BUCKET;

	private static final String LOCAL = "demo--usw2-lax1-az1--x-s3";

	@RegisterExtension
	static S3ExpressLocalServerExtension extension = new S3ExpressLocalServerExtension(
			S3ExpressLocalServer.builder().bucket(BUCKET).bucket(LOCAL));

	private final S3ExpressLocalServer server = extension.server();

	@ParameterizedTest
	@ValueSource(strings = { "xn--a", "sthree-a", "amzn-s3-demo-a" })
	void reservedNameShouldBeRefused(String base) throws IOException {
		RawHttp.Answer answer = create(base + "--use1-az4--x-s3", "use1-az4", "AvailabilityZone",
				"SingleAvailabilityZone");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("InvalidBucketName");
		assertThat(
				create(base.substring(1) + "--use1-az4--x-s3", "use1-az4", "AvailabilityZone", "SingleAvailabilityZone")
					.status())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "GET, ''", "HEAD, ''", "PUT, hello" })
	void encryptionHeadersShouldBeRefusedWhereTheyDoNotBelong(String method, String body) throws IOException {
		String id = SignedRequest.of(this.server, "POST", "/" + BUCKET + "/k")
			.query("uploads", "")
			.send()
			.element("UploadId");
		SignedRequest.of(this.server, "PUT", "/" + BUCKET + "/k").body("hello").send();
		for (String header : List.of("", "-aws-kms-key-id", "-context", "-bucket-key-enabled")) {
			SignedRequest request = SignedRequest.of(this.server, method, "/" + BUCKET + "/k").body(body);
			if (method.equals("PUT")) {
				request.query("uploadId", id).query("partNumber", "1");
			}
			assertThat(request.send().status()).isEqualTo(200);
			RawHttp.Answer answer = request.header("x-amz-server-side-encryption" + header, "AES256").send();
			assertThat(answer.status()).as(header).isEqualTo(400);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-aws-kms-key-id", "-context" })
	void kmsHeadersWithoutKmsShouldBeRefused(String header) throws IOException {
		for (String algorithm : List.of("", "AES256")) {
			SignedRequest put = request("PUT", "/" + BUCKET + "/kms").body("x")
				.header("x-amz-server-side-encryption" + header, "some");
			expect(algorithm.isEmpty() ? put : put.header("x-amz-server-side-encryption", algorithm), 400,
					"InvalidArgument");
		}
	}

	@ParameterizedTest
	@CsvSource({ "PUT, k, ''", "PUT, '', policy", "POST, '', delete" })
	void bodyWithoutALengthShouldBeRefused(String method, String key, String query) throws IOException {
		SignedRequest request = SignedRequest.of(this.server, method, "/" + BUCKET + (key.isEmpty() ? "" : "/" + key));
		String text = (query.isEmpty() ? request : request.query(query, "")).toText();
		assertThat(text).contains("Content-Length: 0\r\n");
		for (String other : List.of("", "Transfer-Encoding: chunked\r\n")) {
			RawHttp.Answer answer = request
				.send(text.replace("Content-Length: 0\r\n", other) + (other.isEmpty() ? "" : "0\r\n\r\n"));
			assertThat(answer.status()).as(other).isEqualTo(411);
			assertThat(answer.code()).isEqualTo("MissingContentLength");
		}
	}

	@Test
	void listPartsShouldKeepItsLimits() throws IOException {
		String id = SignedRequest.of(this.server, "POST", "/" + BUCKET + "/listed")
			.query("uploads", "")
			.send()
			.element("UploadId");
		for (int number = 1; number <= 3; number++) {
			SignedRequest.of(this.server, "PUT", "/" + BUCKET + "/listed")
				.query("uploadId", id)
				.query("partNumber", Integer.toString(number))
				.body("x")
				.send();
		}
		RawHttp.Answer first = parts(id, "2", "0");
		assertThat(first.text()).contains("<IsTruncated>true<", "<PartNumber>2<").doesNotContain("<PartNumber>3<");
		assertThat(parts(id, "2", first.element("NextPartNumberMarker")).text())
			.contains("<IsTruncated>false<", "<PartNumber>3<")
			.doesNotContain("<PartNumber>2<");
		assertThat(parts(id, "5000", "0").element("MaxParts")).isEqualTo("1000");
		assertThat(parts(id, "0", "0").text()).contains("<IsTruncated>false<", "<NextPartNumberMarker>0<")
			.doesNotContain("<Part>");
		assertThat(parts(id, "-1", "0").element("Message"))
			.isEqualTo("Argument max-parts must be an integer between 0 and 2147483647");
		for (String wrong : List.of("-1", "x", "99999999999")) {
			assertThat(parts(id, wrong, "0").code()).isEqualTo("InvalidArgument");
			assertThat(parts(id, "1", wrong).code()).isEqualTo("InvalidArgument");
		}
	}

	private RawHttp.Answer parts(String id, String maximum, String marker) throws IOException {
		return SignedRequest.of(this.server, "GET", "/" + BUCKET + "/listed")
			.query("uploadId", id)
			.query("max-parts", maximum)
			.query("part-number-marker", marker)
			.send();
	}

	@Test
	void textsOfErrorsShouldBeThoseOfTheDocumentation() throws IOException {
		SignedRequest.of(this.server, "PUT", "/" + BUCKET + "/k").body("hello").send();
		text(request("GET", "/none--use1-az4--x-s3").query("list-type", "2"), "The specified bucket does not exist");
		text(request("GET", "/" + BUCKET + "/none"), "The specified key does not exist.");
		text(request("GET", "/" + BUCKET + "/k").query("uploadId", "none"),
				"The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.");
		text(request("DELETE", "/" + BUCKET), "The bucket you tried to delete is not empty");
		text(request("GET", "/" + BUCKET + "/k").header("Range", "bytes=9-"), "The requested range is not satisfiable");
		text(request("PUT", "/" + BUCKET + "/k").header("If-None-Match", "*"),
				"At least one of the pre-conditions you specified did not hold");
		text(request("PUT", "/" + BUCKET + "/k").header("x-amz-write-offset-bytes", "1"),
				"The write offset value that you specified does not match the current object size.");
		text(request("GET", "/" + BUCKET + "/" + "k".repeat(1025)), "Your key is too long");
		text(request("PUT", "/" + BUCKET).query("encryption", "").body("<x"),
				"The XML you provided was not well-formed or did not validate against our published schema");
		text(request("POST", "/" + BUCKET).query("delete", "").header("Content-MD5", "x"),
				"The Content-MD5 you specified was invalid.");
		text(request("PUT", "/" + BUCKET + "/k").header("x-amz-copy-source", BUCKET + "/k"),
				"This copy request is illegal because it is trying to copy an object to itself without changing the "
						+ "object's metadata, storage class, website redirect location or encryption attributes.");
		text(request("PATCH", "/" + BUCKET), "The specified method is not allowed against this resource.");
		text(request("GET", "/" + BUCKET).credentials("AKIANONE", "x").query("list-type", "2"),
				"The AWS Access Key Id you provided does not exist in our records.");
	}

	private SignedRequest request(String method, String path) {
		return SignedRequest.of(this.server, method, path);
	}

	private static void text(SignedRequest request, String expected) throws IOException {
		assertThat(request.send().element("Message")).isEqualTo(expected);
	}

	@Test
	void localZoneShouldNeitherAppendNorRename() throws IOException {
		assertThat(create("new--usw2-lax1-az1--x-s3", "usw2-lax1-az1", "AvailabilityZone", "SingleAvailabilityZone")
			.status()).isEqualTo(400);
		assertThat(create("new--usw2-lax1-az1--x-s3", "usw2-lax1-az1", "LocalZone", "SingleLocalZone").status())
			.isEqualTo(200);
		try (S3Client client = TestClients.sync(this.server)) {
			assertThat(client.headBucket((head) -> head.bucket(LOCAL)).bucketLocationTypeAsString())
				.isEqualTo("LocalZone");
		}
		expect(SignedRequest.of(this.server, "PUT", "/" + LOCAL + "/k").body("x"), 200, "");
		expect(SignedRequest.of(this.server, "PUT", "/" + LOCAL + "/k")
			.body("x")
			.header("x-amz-write-offset-bytes", "1"), 501, "NotImplemented");
		expect(SignedRequest.of(this.server, "PUT", "/" + LOCAL + "/to")
			.query("renameObject", "")
			.header("x-amz-rename-source", "/" + LOCAL + "/k"), 501, "NotImplemented");
		assertThat(SignedRequest.of(this.server, "GET", "/" + LOCAL + "/k").send().text()).isEqualTo("x");
	}

	@Test
	void deletionsShouldHoldTheirConditions() throws IOException {
		for (String guard : new String[] { "<ETag>none</ETag>", "<Size>6</Size>",
				"<LastModifiedTime>Sun, 22 Nov 2015 03:00:00 GMT</LastModifiedTime>" }) {
			expect(SignedRequest.of(this.server, "PUT", "/" + BUCKET + "/k").body("hello"), 200, "");
			RawHttp.Answer answer = delete(
					"<Delete><Object><Key>k</Key>" + guard + "</Object><Object><Key>none</Key></Object></Delete>");
			assertThat(answer.text()).as(guard).contains("PreconditionFailed").contains("<Key>none</Key>");
			expect(SignedRequest.of(this.server, "GET", "/" + BUCKET + "/k"), 200, "");
		}
		assertThat(delete("<Delete><Object><Key>k</Key><Size>5</Size></Object></Delete>").text()).contains("<Deleted>");
		expect(SignedRequest.of(this.server, "GET", "/" + BUCKET + "/k"), 404, "NoSuchKey");
	}

	@Test
	void deletionsInPartUnderstoodShouldDeleteNothing() throws IOException {
		expect(SignedRequest.of(this.server, "PUT", "/" + BUCKET + "/k").body("hello"), 200, "");
		RawHttp.Answer answer = delete(
				"<Delete><Object><Key>k</Key></Object><Object><Key>l</Key><Colour>blue</Colour></Object></Delete>");
		assertThat(answer.status()).isEqualTo(501);
		assertThat(answer.text()).contains("Colour");
		expect(SignedRequest.of(this.server, "GET", "/" + BUCKET + "/k"), 200, "");
	}

	@Test
	void deletionsWithoutDigestShouldBeRefused() throws IOException {
		String body = "<Delete><Object><Key>k</Key></Object></Delete>";
		expect(SignedRequest.of(this.server, "POST", "/" + BUCKET).query("delete", "").body(body), 400,
				"InvalidRequest");
		expect(SignedRequest.of(this.server, "POST", "/" + BUCKET)
			.query("delete", "")
			.header("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==")
			.body(body), 400, "BadDigest");
		expect(SignedRequest.of(this.server, "POST", "/" + BUCKET)
			.query("delete", "")
			.header("content-md5", "none")
			.body(body), 400, "InvalidDigest");
	}

	@Test
	void contentEncodingShouldComeBackAsItCame() throws IOException {
		for (Map.Entry<String, String> encoding : Map
			.of("gzip, br", "gzip, br", "aws-chunked,gzip", "gzip", "gzip, aws-chunked", "gzip", "br", "br")
			.entrySet()) {
			expect(SignedRequest.of(this.server, "PUT", "/" + BUCKET + "/k")
				.body("x")
				.header("content-encoding", encoding.getKey()), 200, "");
			assertThat(SignedRequest.of(this.server, "HEAD", "/" + BUCKET + "/k").send().headers())
				.containsEntry("content-encoding", encoding.getValue());
		}
	}

	@Test
	void partOfCompositeObjectShouldHaveItsOwnChecksum() {
		try (S3Client client = TestClients.sync(this.server)) {
			String id = client
				.createMultipartUpload(
						(create) -> create.bucket(BUCKET).key("c").checksumAlgorithm(ChecksumAlgorithm.SHA256))
				.uploadId();
			var part = client.uploadPart((upload) -> upload.bucket(BUCKET)
				.key("c")
				.uploadId(id)
				.partNumber(1)
				.checksumAlgorithm(ChecksumAlgorithm.SHA256), RequestBody.fromString("hello"));
			client.completeMultipartUpload((complete) -> complete.bucket(BUCKET)
				.key("c")
				.uploadId(id)
				.multipartUpload((upload) -> upload.parts((completed) -> completed.partNumber(1)
					.eTag(part.eTag())
					.checksumSHA256(part.checksumSHA256()))));
			assertThat(client
				.headObject((head) -> head.bucket(BUCKET).key("c").partNumber(1).checksumMode(ChecksumMode.ENABLED))
				.checksumSHA256()).isEqualTo(part.checksumSHA256());
			assertThat(client.headObject((head) -> head.bucket(BUCKET).key("c").checksumMode(ChecksumMode.ENABLED))
				.checksumSHA256()).endsWith("-1");
		}
	}

	@Test
	void sessionOnBucketOperationShouldTellWhatToSet() {
		try (S3Client client = TestClients.sync(this.server)) {
			assertThat(Assertions.catchThrowable(() -> client.getBucketPolicy((get) -> get.bucket(BUCKET))))
				.hasMessageContaining("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH=true");
		}
	}

	private RawHttp.Answer create(String name, String zone, String type, String redundancy) throws IOException {
		return SignedRequest.of(this.server, "PUT", "/" + name)
			.body("<CreateBucketConfiguration><Location><Name>" + zone + "</Name><Type>" + type
					+ "</Type></Location><Bucket><DataRedundancy>" + redundancy
					+ "</DataRedundancy><Type>Directory</Type></Bucket></CreateBucketConfiguration>")
			.send();
	}

	private RawHttp.Answer delete(String body) throws IOException {
		return SignedRequest.of(this.server, "POST", "/" + BUCKET)
			.query("delete", "")
			.header("content-md5", WalkRequests.md5(body))
			.body(body)
			.send();
	}

	private static void expect(SignedRequest request, int status, String code) throws IOException {
		RawHttp.Answer answer = request.send();
		assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
		assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
	}

}
