/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.local.SignedRequest.TestSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Access points of directory buckets: how they are managed, and requests that come
 * through them.
 *
 * @author The S3 Express Spring Boot authors
 */
class AccessPointTests {

	private static final String BUCKET = TestClients.BUCKET;

	private static final String NAME = ControlRequests.ACCESS_POINT;

	private static final String ALICE = "arn:aws:iam::123456789012:user/alice";

	@TempDir
	private Path directory;

	private S3ExpressLocalServer server;

	@BeforeEach
	void start() {
		this.server = S3ExpressLocalServer.builder()
			.bucket(BUCKET)
			.dataDirectory(this.directory)
			.credentials("AKIAROOT", "secret")
			.restrictedPrincipal("alice", "AKIAALICE", "secret")
			.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void accessPointShouldOutliveTheServerUntilItIsDeleted() throws IOException {
		RawHttp.Answer created = create(NAME, ControlRequests.scope("a/,b/", "GetObject,PutObject"));
		assertThat(created.status()).isEqualTo(200);
		assertThat(created.element("AccessPointArn")).isEqualTo(ControlRequests.ACCESS_POINT_ARN);
		assertThat(created.element("Alias")).isEqualTo(NAME);
		assertThat(create(NAME, "").code()).isEqualTo("AccessPointAlreadyOwnedByYou");
		assertThat(at("PUT", "/policy").body(ControlRequests.putPolicy(ControlRequests.allow("*"))).send().status())
			.isEqualTo(200);
		stop();
		start();
		RawHttp.Answer found = at("GET", "").send();
		assertThat(found.element("Bucket")).isEqualTo(BUCKET);
		assertThat(found.element("NetworkOrigin")).isEqualTo("Internet");
		assertThat(at("GET", "/scope").send().text()).contains("<Prefix>a/</Prefix><Prefix>b/</Prefix>")
			.contains("<Permission>GetObject</Permission><Permission>PutObject</Permission>");
		assertThat(at("GET", "/policy").send().text()).contains("&quot;s3express:CreateSession&quot;");
		assertThat(at("DELETE", "/policy").send().status()).isEqualTo(204);
		assertThat(at("GET", "/policy").send().code()).isEqualTo("NoSuchAccessPointPolicy");
		assertThat(at("DELETE", "/scope").send().status()).isEqualTo(204);
		assertThat(at("GET", "/scope").send().text()).doesNotContain("<Prefix>");
		assertThat(SignedRequest.control(this.server, "DELETE", "/" + BUCKET).send().code())
			.isEqualTo("BucketHasAccessPointsAttached");
		assertThat(at("DELETE", "").send().status()).isEqualTo(204);
		assertThat(at("GET", "").send().code()).isEqualTo("NoSuchAccessPoint");
		assertThat(SignedRequest.control(this.server, "DELETE", "/" + BUCKET).send().status()).isEqualTo(204);
	}

	@Test
	void listShouldPage() throws IOException {
		create("one--use1-az4--xa-s3", "");
		create("two--use1-az4--xa-s3", "");
		RawHttp.Answer first = list().query("maxResults", "1").send();
		assertThat(first.text()).contains("one--").doesNotContain("two--");
		assertThat(list().query("nextToken", first.element("NextToken")).send().text()).contains("two--")
			.doesNotContain("one--");
		assertThat(list().query("directoryBucket", BUCKET).send().text()).contains("one--", "two--");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "reader--use1-az5--xa-s3 | | InvalidRequest",
			"re--use1-az4--xa-s3 | | InvalidRequest", "reader | | InvalidRequest",
			"reader--use1-az4--xa-s3 | <VpcConfiguration><VpcId>v</VpcId></VpcConfiguration> | NotImplemented",
			"reader--use1-az4--xa-s3 | <BucketAccountId>000000000000</BucketAccountId> | AccessDenied",
			"reader--use1-az4--xa-s3 | <PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls></PublicAccessBlockConfiguration> | InvalidRequest",
			"reader--use1-az4--xa-s3 | <Scope><Permissions><Permission>CreateBucket</Permission></Permissions></Scope> | MalformedXML" })
	void accessPointThatCannotBeShouldBeRefused(String name, String elements, String code) throws IOException {
		assertThat(create(name, (elements != null) ? elements : "").code()).isEqualTo(code);
		assertThat(list().send().text()).doesNotContain("<AccessPoint>");
	}

	@Test
	void prefixesShouldBeLessThan256Bytes() throws IOException {
		create(NAME, "");
		String half = "p".repeat(127);
		assertThat(putScope(ControlRequests.scope(half + "," + half + "p", "")).status()).isEqualTo(200);
		assertThat(putScope(ControlRequests.scope(half + "," + half + "pp", "")).code()).isEqualTo("InvalidRequest");
	}

	@Test
	void allObjectOperationsShouldWorkThroughAnAccessPoint() throws IOException {
		create(NAME, "");
		try (S3Client client = TestClients.sync(this.server)) {
			client.putObject((put) -> put.bucket(NAME).key("a"), RequestBody.fromString("hello"));
			assertThat(client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("a")).asUtf8String()).isEqualTo("hello");
			assertThat(client.headObject((head) -> head.bucket(NAME).key("a")).contentLength()).isEqualTo(5);
			assertThat(client.listObjectsV2((list) -> list.bucket(NAME)).name()).isEqualTo(NAME);
			client.copyObject(
					(copy) -> copy.sourceBucket(NAME).sourceKey("a").destinationBucket(NAME).destinationKey("b"));
			String upload = client.createMultipartUpload((create) -> create.bucket(NAME).key("c")).uploadId();
			String etag = client
				.uploadPart((part) -> part.bucket(NAME).key("c").uploadId(upload).partNumber(1),
						RequestBody.fromString("part"))
				.eTag();
			client.completeMultipartUpload((complete) -> complete.bucket(NAME)
				.key("c")
				.uploadId(upload)
				.multipartUpload((parts) -> parts.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
			client.renameObject((rename) -> rename.bucket(NAME).key("d").renameSource("/" + NAME + "/b"));
			assertThat(client.headBucket((head) -> head.bucket(NAME)).accessPointAlias()).isTrue();
			assertThat(client.listObjectsV2((list) -> list.bucket(BUCKET)).keyCount()).isEqualTo(3);
		}
	}

	@Test
	void sessionOfAnAccessPointShouldNotServeAtItsBucketNorTheOtherWay() throws IOException {
		create(NAME, "");
		TestSession ofPoint = TestSession.create(this.server, NAME, null);
		TestSession ofBucket = TestSession.create(this.server, BUCKET, null);
		assertThat(SignedRequest.of(this.server, "PUT", "/" + NAME + "/a").session(ofPoint).body("x").send().status())
			.isEqualTo(200);
		assertThat(SignedRequest.of(this.server, "GET", "/" + BUCKET + "/a").session(ofPoint).send().code())
			.isEqualTo("AccessDenied");
		assertThat(SignedRequest.of(this.server, "GET", "/" + NAME + "/a").session(ofBucket).send().code())
			.isEqualTo("AccessDenied");
	}

	@Test
	void scopeShouldLimitKeysAndOperations() throws IOException {
		create(NAME, ControlRequests.scope("in/,other/*", "GetObject,DeleteObject,ListBucket"));
		try (S3Client client = TestClients.sync(this.server)) {
			for (String key : new String[] { "in/a", "other/a", "out" }) {
				client.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromString("x"));
			}
			client.getObjectAsBytes((get) -> get.bucket(NAME).key("in/a"));
			client.getObjectAsBytes((get) -> get.bucket(NAME).key("other/a"));
			denied(() -> client.getObjectAsBytes((get) -> get.bucket(NAME).key("out")));
			denied(() -> client.putObject((put) -> put.bucket(NAME).key("in/b"), RequestBody.fromString("x")));
			client.listObjectsV2((list) -> list.bucket(NAME).prefix("in/"));
			denied(() -> client.listObjectsV2((list) -> list.bucket(NAME)));
			denied(() -> client.renameObject((rename) -> rename.bucket(NAME).key("in/b").renameSource("in/a")));
			denied(() -> client.copyObject((copy) -> copy.sourceBucket(NAME)
				.sourceKey("out")
				.destinationBucket(BUCKET)
				.destinationKey("copy")));
			DeleteObjectsResponse deleted = client.deleteObjects((delete) -> delete.bucket(NAME)
				.delete(Delete.builder()
					.objects(ObjectIdentifier.builder().key("in/a").build(),
							ObjectIdentifier.builder().key("out").build())
					.build()));
			assertThat(deleted.deleted()).extracting((object) -> object.key()).containsExactly("in/a");
			assertThat(deleted.errors()).extracting((error) -> error.code()).containsExactly("AccessDenied");
			client.headObject((head) -> head.bucket(BUCKET).key("out"));
		}
	}

	@Test
	void bothPoliciesShouldHaveToPermitIt() throws IOException {
		create(NAME, "");
		assertThat(sessionOfAlice()).isEqualTo("AccessDenied");
		at("PUT", "/policy").body(ControlRequests.putPolicy(ControlRequests.allow(ALICE))).send();
		assertThat(sessionOfAlice()).isEqualTo("AccessDenied");
		SignedRequest.control(this.server, "PUT", "/" + BUCKET)
			.query("policy", "")
			.body(ControlRequests.allow(ALICE)
				.replace("\"Resource\"",
						"\"Condition\": {\"StringEquals\": {\"s3express:DataAccessPointArn\": \""
								+ ControlRequests.ACCESS_POINT_ARN + "\"}}, \"Resource\""))
			.send();
		assertThat(sessionOfAlice()).isEmpty();
		assertThat(SignedRequest.of(this.server, "GET", "/" + BUCKET)
			.query("session", "")
			.credentials("AKIAALICE", "secret")
			.send()
			.code()).as("the bucket itself").isEqualTo("AccessDenied");
		at("DELETE", "/policy").send();
		assertThat(sessionOfAlice()).isEqualTo("AccessDenied");
	}

	@Test
	void policyOfAnAccessPointShouldDenyAnAdministrator() throws IOException {
		create(NAME, "");
		at("PUT", "/policy").body(ControlRequests.putPolicy(ControlRequests.allow("*").replace("Allow", "Deny")))
			.send();
		assertThat(SignedRequest.of(this.server, "GET", "/" + NAME).query("session", "").send().code())
			.isEqualTo("AccessDenied");
		assertThat(SignedRequest.of(this.server, "GET", "/" + BUCKET).query("session", "").send().status())
			.isEqualTo(200);
	}

	@Test
	void whatIsForBucketsShouldBeRefusedAtAnAccessPoint() throws IOException {
		create(NAME, "");
		assertThat(SignedRequest.control(this.server, "GET", "/" + NAME).query("encryption", "").send().code())
			.isEqualTo("MethodNotAllowed");
		assertThat(SignedRequest.control(this.server, "DELETE", "/" + NAME).send().code())
			.isEqualTo("MethodNotAllowed");
		assertThat(SignedRequest.of(this.server, "GET", "/none--use1-az4--xa-s3").query("session", "").send().code())
			.isEqualTo("NoSuchAccessPoint");
	}

	@Test
	void managementShouldNeedPermission() throws IOException {
		create(NAME, "");
		for (String path : new String[] { "", "/policy", "/scope" }) {
			for (String method : new String[] { "GET", "DELETE" }) {
				assertThat(at(method, path).credentials("AKIAALICE", "secret").send().code()).as(method + path)
					.isEqualTo("AccessDenied");
			}
		}
		assertThat(list().credentials("AKIAALICE", "secret").send().code()).isEqualTo("AccessDenied");
		assertThat(ControlRequests.accessPoint(this.server, "PUT", "x-y--use1-az4--xa-s3")
			.credentials("AKIAALICE", "secret")
			.body(ControlRequests.create(""))
			.send()
			.code()).isEqualTo("AccessDenied");
	}

	private String sessionOfAlice() throws IOException {
		return SignedRequest.of(this.server, "GET", "/" + NAME)
			.query("session", "")
			.credentials("AKIAALICE", "secret")
			.send()
			.code();
	}

	private static void denied(Runnable call) {
		assertThatExceptionOfType(S3Exception.class).isThrownBy(call::run)
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
	}

	private RawHttp.Answer create(String name, String elements) throws IOException {
		return ControlRequests.accessPoint(this.server, "PUT", name).body(ControlRequests.create(elements)).send();
	}

	private RawHttp.Answer putScope(String scope) throws IOException {
		return at("PUT", "/scope").body(ControlRequests.putScope(scope)).send();
	}

	private SignedRequest at(String method, String part) {
		return ControlRequests.accessPoint(this.server, method, NAME + part);
	}

	private SignedRequest list() {
		return SignedRequest.control(this.server, "GET", "/v20180820/accesspointfordirectory")
			.header("x-amz-account-id", "123456789012");
	}

}
