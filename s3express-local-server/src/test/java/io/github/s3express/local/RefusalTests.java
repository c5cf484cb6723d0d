/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.s3express.local.SignedRequest.TestSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the server refuses. Each test first sends the request as it should be, so that
 * none passes because of another mistake.
 *
 * @author The S3 Express Spring Boot authors
 */
class RefusalTests {

	private static final String OBJECT = "/" + TestClients.BUCKET + "/key";

	private final MutableClock clock = new MutableClock();

	private S3ExpressLocalServer server;

	private TestSession session;

	@BeforeEach
	void start() throws IOException {
		this.server = S3ExpressLocalServer.builder()
			.clock(this.clock)
			.bucket(TestClients.BUCKET)
			.bucket(TestClients.OTHER_BUCKET)
			.generalPurposeBucket("plain-bucket")
			.start();
		this.session = newSession(TestClients.BUCKET, null);
		expect(put("hello"), 200, "");
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void wrongSecretShouldBeRefused() throws IOException {
		SignedRequest request = get();
		expect(request, 200, "");
		request.credentials(this.session.accessKeyId(), this.session.secretAccessKey() + "x");
		expect(request, 403, "SignatureDoesNotMatch");
	}

	@Test
	void wrongIamSecretShouldBeRefused() throws IOException {
		SignedRequest request = iam("GET", "/" + TestClients.BUCKET).query("session", "");
		expect(request, 200, "");
		request.credentials(this.server.accessKeyId(), "wrong");
		expect(request, 403, "SignatureDoesNotMatch");
	}

	@Test
	void unknownAccessKeyShouldBeRefused() throws IOException {
		expect(get().credentials("ASIAUNKNOWN", "x"), 403, "InvalidAccessKeyId");
	}

	@Test
	void wrongTokenShouldBeRefused() throws IOException {
		String token = this.session.sessionToken();
		String wrong = (token.startsWith("A") ? "B" : "A") + token.substring(1);
		expect(get().header("x-amz-s3session-token", wrong), 400, "InvalidToken");
	}

	@Test
	void tokenOfAnotherSessionShouldBeRefused() throws IOException {
		TestSession other = newSession(TestClients.BUCKET, null);
		expect(get().header("x-amz-s3session-token", other.sessionToken()), 400, "InvalidToken");
	}

	@Test
	void tamperedSignatureShouldBeRefused() throws IOException {
		SignedRequest request = get();
		String text = request.toText();
		assertThat(request.send(text).status()).isEqualTo(200);
		int at = text.indexOf("Signature=") + "Signature=".length();
		String tampered = text.substring(0, at) + ((text.charAt(at) == '0') ? '1' : '0') + text.substring(at + 1);
		expect(request.send(tampered), 403, "SignatureDoesNotMatch");
	}

	@Test
	void mismatchShouldNotTellTheToken() throws IOException {
		SignedRequest request = get();
		request.credentials(this.session.accessKeyId(), "wrong");
		assertThat(request.send().text()).contains("CanonicalRequest").doesNotContain(this.session.sessionToken());
	}

	@Test
	void otherBucketsSessionShouldBeRefused() throws IOException {
		TestSession other = newSession(TestClients.OTHER_BUCKET, null);
		expect(iam("GET", OBJECT).session(other), 403, "AccessDenied");
	}

	@Test
	void expiredSessionShouldBeRefused() throws IOException {
		this.clock.advance(Duration.ofMinutes(5).minusSeconds(1));
		expect(get(), 200, "");
		this.clock.advance(Duration.ofSeconds(1));
		expect(get(), 400, "ExpiredToken");
	}

	@Test
	void revokedSessionShouldBeRefused() throws IOException {
		expect(get(), 200, "");
		assertThat(this.server.sessions().revokeAll()).isOne();
		expect(get(), 400, "InvalidToken");
	}

	@Test
	void readOnlySessionShouldReadButNotWrite() throws IOException {
		TestSession readOnly = newSession(TestClients.BUCKET, "ReadOnly");
		expect(iam("GET", OBJECT).session(readOnly), 200, "");
		expect(iam("PUT", OBJECT).session(readOnly).body("x"), 403, "AccessDenied");
		expect(iam("DELETE", OBJECT).session(readOnly), 403, "AccessDenied");
		expect(iam("POST", OBJECT).query("uploads", "").session(readOnly), 403, "AccessDenied");
	}

	@Test
	void sessionOnCopyObjectShouldBeRefused() throws IOException {
		String source = TestClients.BUCKET + "/key";
		String target = "/" + TestClients.BUCKET + "/copy";
		expect(iam("PUT", target).header("x-amz-copy-source", source), 200, "");
		expect(iam("PUT", target).header("x-amz-copy-source", source).session(this.session), 403, "AccessDenied");
	}

	@Test
	void sessionOnCreateSessionAndBucketOperationsShouldBeRefused() throws IOException {
		String bucket = "/" + TestClients.BUCKET;
		expect(iam("GET", bucket).query("session", "").session(this.session), 403, "AccessDenied");
		expect(iam("GET", bucket).query("policy", "").session(this.session), 403, "AccessDenied");
		expect(iam("DELETE", bucket).session(this.session), 403, "AccessDenied");
	}

	@Test
	void tamperedChunkShouldBeRefusedAndNotStored() throws IOException {
		SignedRequest request = chunked(false);
		String text = request.toText();
		assertThat(text).contains("STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\n");
		assertThat(request.send(text).status()).isEqualTo(200);
		String etag = get().send().headers().get("etag");
		expect(request.send(flip(text, text.length() - 2000)), 403, "SignatureDoesNotMatch");
		assertThat(get().send().headers()).containsEntry("etag", etag);
	}

	@Test
	void tamperedChunkSignatureShouldBeRefused() throws IOException {
		SignedRequest request = chunked(false);
		String text = request.toText();
		expect(request.send(flip(text, text.indexOf("chunk-signature=") + 20)), 403, "SignatureDoesNotMatch");
	}

	@Test
	void tamperedTrailerShouldBeRefused() throws IOException {
		SignedRequest request = chunked(true);
		String text = request.toText();
		assertThat(text).contains("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER\r\n");
		assertThat(request.send(text).status()).isEqualTo(200);
		expect(request.send(flip(text, text.lastIndexOf("x-amz-checksum-crc32:") + 22)), 403, "SignatureDoesNotMatch");
		expect(request.send(flip(text, text.lastIndexOf("x-amz-trailer-signature:") + 30)), 403,
				"SignatureDoesNotMatch");
	}

	@Test
	void tamperedBodyWithDigestShouldBeRefused() throws IOException {
		SignedRequest request = put("some text");
		String text = request.toText();
		assertThat(request.send(text).status()).isEqualTo(200);
		expect(request.send(text.replace("some text", "same text")), 400, "XAmzContentSHA256Mismatch");
	}

	@Test
	void malformedChunksShouldBeRefused() throws IOException {
		SignedRequest request = chunked(false);
		String text = request.toText();
		int last = text.lastIndexOf("0;chunk-signature");
		expect(request.send(text.substring(0, last) + "z" + text.substring(last + 1)), 400, "IncompleteBody");
	}

	@Test
	void uploadThatBreaksOffShouldStoreNothing() throws IOException {
		String etag = get().send().headers().get("etag");
		byte[] bytes = chunked(false).toBytes();
		try (Socket socket = new Socket("127.0.0.1", this.server.endpoint().getPort())) {
			socket.getOutputStream().write(bytes, 0, bytes.length - 100);
			socket.shutdownOutput();
			assertThat(RawHttp.read(socket.getInputStream()).status()).isZero();
		}
		assertThat(get().send().headers()).containsEntry("etag", etag);
	}

	@ParameterizedTest
	@CsvSource({ "crc32, AAAAAA==", "crc32c, AAAAAA==", "crc64nvme, AAAAAAAAAAA=", "sha1, AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
			"sha256, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" })
	void wrongChecksumShouldBeRefused(String algorithm, String wrong) throws IOException {
		expect(put("hello").header("x-amz-checksum-" + algorithm, wrong), 400, "BadDigest");
		expect(put("hello").header("x-amz-checksum-" + algorithm, "!"), 400, "InvalidRequest");
	}

	@Test
	void twoChecksumsShouldBeRefused() throws IOException {
		expect(put("hello").header("x-amz-checksum-crc32", "NhCmhg=="), 200, "");
		expect(put("hello").header("x-amz-checksum-crc32", "NhCmhg==").header("x-amz-checksum-crc32c", "mnG7TA=="), 400,
				"InvalidRequest");
	}

	@ParameterizedTest
	@ValueSource(longs = { -15, 15 })
	void skewUpToFifteenMinutesShouldPassAndBeyondShouldBeRefused(long minutes) throws IOException {
		SignedRequest request = iam("HEAD", "/" + TestClients.BUCKET);
		expect(request.date(this.clock.instant().plus(Duration.ofMinutes(minutes)).plusSeconds((minutes < 0) ? 1 : 0)),
				200, "");
		request = iam("GET", "/" + TestClients.BUCKET).query("session", "");
		expect(request.date(this.clock.instant().plus(Duration.ofMinutes(minutes)).plusSeconds((minutes < 0) ? -1 : 1)),
				403, "RequestTimeTooSkewed");
	}

	@Test
	void expiredPresignedUrlShouldBeRefused() throws IOException {
		SignedRequest request = iam("GET", OBJECT).presigned(Duration.ofSeconds(60)).session(this.session);
		String text = request.toText();
		assertThat(request.send(text).text()).isEqualTo("hello");
		this.clock.advance(Duration.ofSeconds(61));
		expect(request.send(text), 403, "AccessDenied");
	}

	@Test
	void tamperedPresignedUrlShouldBeRefused() throws IOException {
		SignedRequest request = iam("GET", OBJECT).presigned(Duration.ofSeconds(60)).session(this.session);
		expect(request.send(request.toText().replace("/key?", "/yek?")), 403, "SignatureDoesNotMatch");
	}

	@Test
	void anotherBucketsPathInRenameSourceShouldBeRefused() throws IOException {
		SignedRequest request = iam("PUT", "/" + TestClients.BUCKET + "/new").query("renameObject", "")
			.session(this.session)
			.header("x-amz-rename-source", "/" + TestClients.OTHER_BUCKET + "/key");
		expect(request, 400, "InvalidRequest");
		expect(request.header("x-amz-rename-source", "/" + TestClients.BUCKET + "/key"), 200, "");
	}

	@Test
	void copySourceThatThePrincipalMayNotReadShouldBeRefused() throws IOException {
		String source = TestClients.OTHER_BUCKET + "/key";
		expect(iam("PUT", "/" + source).body("secret"), 200, "");
		SignedRequest copy = iam("PUT", OBJECT).header("x-amz-copy-source", source);
		expect(copy, 200, "");
		expect(SignedRequest.control(this.server, "PUT", "/" + TestClients.OTHER_BUCKET)
			.date(this.clock.instant())
			.query("policy", "")
			.body("""
					{"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3express:CreateSession",
					"Resource": "*"}]}"""), 204, "");
		expect(copy, 403, "AccessDenied");
		// Dots do not lead out of a bucket: they are part of the key.
		expect(copy.header("x-amz-copy-source", TestClients.BUCKET + "/../" + source), 404, "NoSuchKey");
	}

	@Test
	void wrongAppendOffsetShouldBeRefused() throws IOException {
		SignedRequest append = put(" world").header("x-amz-write-offset-bytes", "4");
		expect(append, 400, "InvalidWriteOffset");
		expect(append.header("x-amz-write-offset-bytes", "5"), 200, "");
		assertThat(get().send().text()).isEqualTo("hello world");
		expect(append, 400, "InvalidWriteOffset");
	}

	@Test
	void wrongServiceOrRegionShouldBeRefused() throws IOException {
		SignedRequest request = iam("GET", "/" + TestClients.BUCKET).query("session", "");
		expect(request.service("s3"), 400, "AuthorizationHeaderMalformed");
		expect(request.service("s3express").region("eu-west-1"), 400, "AuthorizationHeaderMalformed");
	}

	@Test
	void generalPurposeBucketShouldRefuseSessionsAndTheOtherService() throws IOException {
		expect(iam("PUT", "/plain-bucket/key").service("s3").body("x"), 200, "");
		expect(iam("PUT", "/plain-bucket/key").body("x"), 400, "AuthorizationHeaderMalformed");
		expect(iam("GET", "/plain-bucket/key").service("s3").session(this.session), 403, "AccessDenied");
	}

	@Test
	void anonymousRequestShouldBeRefused() throws IOException {
		String host = "\r\nHost: " + this.server.endpoint().getAuthority() + "\r\n\r\n";
		expect(RawHttp.send(this.server.endpoint(), "GET " + OBJECT + " HTTP/1.1" + host), 403, "AccessDenied");
	}

	@Test
	void unsignedAmzHeaderShouldBeRefused() throws IOException {
		SignedRequest request = put("hello");
		String text = request.toText().replace("Host:", "x-amz-meta-sneaked: in\r\nHost:");
		expect(request.send(text), 403, "AccessDenied");
	}

	@Test
	void zonalOperationAtControlEndpointShouldBeRefused() throws IOException {
		expect(SignedRequest.control(this.server, "GET", OBJECT).date(this.clock.instant()), 405, "MethodNotAllowed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "acl", "tagging", "versioning", "website", "object-lock", "cors", "versions", "logging",
			"notification", "replication", "retention", "legal-hold", "torrent" })
	void unsupportedSubresourceShouldBeRefused(String subresource) throws IOException {
		expect(iam("GET", "/" + TestClients.BUCKET).query(subresource, "").session(this.session), 501,
				"NotImplemented");
		expect(iam("GET", OBJECT).query(subresource, "").session(this.session), 501, "NotImplemented");
	}

	@ParameterizedTest
	@CsvSource({ "x-amz-acl,private", "x-amz-tagging,a=b", "x-amz-object-lock-mode,GOVERNANCE",
			"x-amz-website-redirect-location,/x", "content-md5,XUFAKrxLKna5cZ2REBfFkg==",
			"x-amz-server-side-encryption-customer-algorithm,AES256" })
	void unsupportedHeaderShouldBeRefused(String name, String value) throws IOException {
		expect(put("hello").header(name, value), 501, "NotImplemented");
	}

	@Test
	void otherStorageClassShouldBeRefused() throws IOException {
		expect(put("hello").header("x-amz-storage-class", "EXPRESS_ONEZONE"), 200, "");
		expect(put("hello").header("x-amz-storage-class", "STANDARD"), 400, "InvalidStorageClass");
	}

	@ParameterizedTest
	@CsvSource({ "prefix,dir", "delimiter,-", "encoding-type,hex", "max-keys,many", "continuation-token,bogus" })
	void listingThatDirectoryBucketsLackShouldBeRefused(String parameter, String value) throws IOException {
		expect(iam("GET", "/" + TestClients.BUCKET).query("list-type", "2")
			.query(parameter, value)
			.session(this.session), 400, "InvalidArgument");
	}

	@Test
	void listingWithStartAfterOrOfVersionOneShouldBeRefused() throws IOException {
		expect(iam("GET", "/" + TestClients.BUCKET).query("list-type", "2")
			.query("start-after", "a")
			.session(this.session), 501, "NotImplemented");
		expect(iam("GET", "/" + TestClients.BUCKET).session(this.session), 501, "NotImplemented");
	}

	@Test
	void smallChunkThatIsNotTheLastShouldBeRefused() throws IOException {
		SignedRequest request = iam("PUT", OBJECT).session(this.session)
			.body("abcdefghijklm")
			.chunked(true)
			.unsignedPayload();
		String text = request.toText();
		assertThat(text).contains("STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n");
		assertThat(request.send(text).status()).isEqualTo(200);
		String split = text.replace("\r\nd\r\nabcdefghijklm\r\n", "\r\n4\r\nabcd\r\n4\r\nefgh\r\n");
		expect(request.send(split), 403, "InvalidChunkSizeError");
	}

	@Test
	void tamperedUnsignedChunkShouldFailItsTrailingChecksum() throws IOException {
		SignedRequest request = iam("PUT", OBJECT).session(this.session)
			.body("abcdefg")
			.chunked(true)
			.unsignedPayload();
		expect(request.send(request.toText().replace("abcdefg", "abcdefh")), 400, "BadDigest");
	}

	@Test
	void completionShouldBeRefusedWhenTheUploadEndsBeforeItsBodyIsHere() throws IOException {
		expect(complete((id) -> {
		}), 200, "");
		expect(complete((id) -> expect(upload("DELETE", id), 204, "")), 404, "NoSuchUpload");
	}

	@Test
	void accessPointNameShouldBeRefused() throws IOException {
		expect(iam("GET", "/point--use1-az4--xa-s3/key").session(this.session), 403, "AccessDenied");
	}

	private RawHttp.Answer complete(Meanwhile meanwhile) throws IOException {
		String id = iam("POST", OBJECT).query("uploads", "").session(this.session).send().element("UploadId");
		String etag = upload("PUT", id).query("partNumber", "1").body("hello").send().headers().get("etag");
		String document = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
				+ "</ETag></Part></CompleteMultipartUpload>";
		String request = upload("POST", id).header("Expect", "100-continue").body(document).toText();
		int head = request.indexOf("\r\n\r\n") + 4;
		try (Socket socket = new Socket("127.0.0.1", this.server.endpoint().getPort())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request.substring(0, head).getBytes(StandardCharsets.ISO_8859_1));
			// The server asks for the body once it has found the upload.
			assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(100);
			meanwhile.happens(id);
			socket.getOutputStream().write(request.substring(head).getBytes(StandardCharsets.ISO_8859_1));
			return RawHttp.read(socket.getInputStream());
		}
	}

	private SignedRequest upload(String method, String id) {
		return iam(method, OBJECT).query("uploadId", id).session(this.session);
	}

	private SignedRequest iam(String method, String path) {
		return SignedRequest.of(this.server, method, path).date(this.clock.instant());
	}

	private SignedRequest get() {
		return iam("GET", OBJECT).session(this.session);
	}

	private SignedRequest put(String body) {
		return iam("PUT", OBJECT).session(this.session).body(body);
	}

	private SignedRequest chunked(boolean trailer) {
		byte[] body = new byte[200_000];
		new Random(1).nextBytes(body);
		return iam("PUT", OBJECT).session(this.session).body(body).chunked(trailer);
	}

	private TestSession newSession(String bucket, String mode) throws IOException {
		SignedRequest request = iam("GET", "/" + bucket).query("session", "");
		if (mode != null) {
			request.header("x-amz-create-session-mode", mode);
		}
		RawHttp.Answer answer = request.send();
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		return new TestSession(answer.element("AccessKeyId"), answer.element("SecretAccessKey"),
				answer.element("SessionToken"));
	}

	private static String flip(String text, int at) {
		return text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
	}

	private static void expect(SignedRequest request, int status, String code) throws IOException {
		expect(request.send(), status, code);
	}

	private static void expect(RawHttp.Answer answer, int status, String code) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
		assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
		assertThat(answer.headers()).containsKeys("x-amz-request-id", "x-amz-id-2", "date");
	}

	/**
	 * What happens between the head and the body of a request.
	 */
	@FunctionalInterface
	private interface Meanwhile {

		void happens(String uploadId) throws IOException;

	}

}
