/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Buckets, their policies and their encryption, at the control endpoint.
 *
 * @author The S3 Express Spring Boot authors
 */
class BucketOperationsTests {

	private static final String BUCKET = "/" + TestClients.BUCKET;

	private static final String CREATE = """
			<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Location><Name>use1-az4</Name>
			<Type>AvailabilityZone</Type></Location><Bucket><DataRedundancy>SingleAvailabilityZone</DataRedundancy>
			<Type>Directory</Type></Bucket></CreateBucketConfiguration>""";

	private S3ExpressLocalServer server;

	@BeforeEach
	void start() {
		this.server = S3ExpressLocalServer.builder()
			.bucket(TestClients.BUCKET)
			.principal("temp", "ASIATEMPORARY", "secret", "token")
			.restrictedPrincipal("alice", "AKIAALICE", "secret")
			.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void createBucketShouldMakeItListItAndRefuseItTwice() throws IOException {
		assertThat(control("PUT", "/new--use1-az4--x-s3").body(CREATE).send().status()).isEqualTo(200);
		assertThat(control("GET", "/").send().text()).contains("<Name>new--use1-az4--x-s3</Name>")
			.contains("<Name>" + TestClients.BUCKET + "</Name>");
		assertThat(control("PUT", "/new--use1-az4--x-s3").body(CREATE).send().code())
			.isEqualTo("BucketAlreadyOwnedByYou");
	}

	@Test
	void listShouldPage() throws IOException {
		this.server.createBucket("a--use1-az4--x-s3");
		RawHttp.Answer first = control("GET", "/").query("max-directory-buckets", "1").send();
		assertThat(first.text()).contains("a--use1-az4--x-s3").doesNotContain(TestClients.BUCKET);
		assertThat(control("GET", "/").query("continuation-token", first.element("ContinuationToken")).send().text())
			.contains(TestClients.BUCKET)
			.doesNotContain("a--use1-az4--x-s3");
	}

	@ParameterizedTest
	@CsvSource({ "/new--use1-az5--x-s3, InvalidRequest", "/plain, AuthorizationHeaderMalformed",
			"/Bad--use1-az4--x-s3, InvalidBucketName", "/x--use1--x-s3, InvalidBucketName" })
	void createBucketWithWrongNameShouldBeRefused(String path, String code) throws IOException {
		assertThat(control("PUT", path).body(CREATE).send().code()).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<x/>", "<CreateBucketConfiguration/>", "<CreateBucketConfiguration><Bucket>",
			"<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><CreateBucketConfiguration>&e;</CreateBucketConfiguration>" })
	void createBucketWithMalformedXmlShouldBeRefused(String xml) throws IOException {
		RawHttp.Answer answer = control("PUT", "/new--use1-az4--x-s3").body(xml).send();
		assertThat(answer.code()).isEqualTo("MalformedXML");
		assertThat(answer.text()).doesNotContain("root:");
	}

	@Test
	void deleteBucketShouldRefuseOneWithObjects() throws IOException {
		assertThat(SignedRequest.of(this.server, "PUT", BUCKET + "/k").body("x").send().status()).isEqualTo(200);
		assertThat(control("DELETE", BUCKET).send().code()).isEqualTo("BucketNotEmpty");
		assertThat(SignedRequest.of(this.server, "DELETE", BUCKET + "/k").send().status()).isEqualTo(204);
		assertThat(control("DELETE", BUCKET).send().status()).isEqualTo(204);
		assertThat(control("HEAD", BUCKET).send().status()).isEqualTo(404);
	}

	@Test
	void headBucketShouldTellRegionAndZone() throws IOException {
		assertThat(control("HEAD", BUCKET).send().headers()).containsEntry("x-amz-bucket-region", "us-east-1")
			.containsEntry("x-amz-bucket-location-type", "AvailabilityZone")
			.containsEntry("x-amz-bucket-location-name", "use1-az4");
	}

	@Test
	void temporaryCredentialsShouldNeedTheirToken() throws IOException {
		SignedRequest request = session(null).credentials("ASIATEMPORARY", "secret");
		assertThat(request.send().code()).isEqualTo("InvalidToken");
		assertThat(request.header("x-amz-security-token", "token").send().status()).isEqualTo(200);
	}

	@Test
	void policyThatDeniesReadWriteShouldLeaveReadOnly() throws IOException {
		putPolicy("""
				{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": {"AWS": "*"},
				"Action": "s3express:CreateSession", "Resource": "arn:aws:s3express:us-east-1:123456789012:bucket/*",
				"Condition": {"StringNotEquals": {"s3express:SessionMode": "ReadOnly"}}}]}""");
		assertThat(session("ReadWrite").send().code()).isEqualTo("AccessDenied");
		assertThat(session("ReadOnly").send().status()).isEqualTo(200);
		assertThat(session(null).send().status()).isEqualTo(200);
		assertThat(this.server.sessions().live()).extracting(SessionControl.LiveSession::mode)
			.containsExactly("ReadOnly", "ReadOnly");
		assertThat(SignedRequest.of(this.server, "PUT", BUCKET + "/k").body("x").send().code())
			.isEqualTo("AccessDenied");
	}

	@Test
	void restrictedPrincipalShouldNeedAnAllowingPolicy() throws IOException {
		SignedRequest readOnly = session("ReadOnly").credentials("AKIAALICE", "secret");
		SignedRequest readWrite = session("ReadWrite").credentials("AKIAALICE", "secret");
		assertThat(readOnly.send().code()).isEqualTo("AccessDenied");
		putPolicy("""
				{"Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:user/alice"},
				"Action": ["s3express:CreateSession"], "Resource": "*",
				"Condition": {"StringEquals": {"s3express:SessionMode": ["ReadOnly"]}}}}""");
		assertThat(readOnly.send().status()).isEqualTo(200);
		assertThat(readWrite.send().code()).isEqualTo("AccessDenied");
	}

	@Test
	void policyShouldBeStoredAnsweredAndDeleted() throws IOException {
		assertThat(control("GET", BUCKET).query("policy", "").send().code()).isEqualTo("NoSuchBucketPolicy");
		putPolicy("{\"Statement\": []}");
		assertThat(control("GET", BUCKET).query("policy", "").send().text()).isEqualTo("{\"Statement\": []}");
		assertThat(control("DELETE", BUCKET).query("policy", "").send().status()).isEqualTo(204);
		assertThat(control("GET", BUCKET).query("policy", "").send().status()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{ | MalformedPolicy", "{\"Statement\": [{}]} | MalformedPolicy",
			"{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\", "
					+ "\"Condition\": {\"DateLessThan\": {\"aws:CurrentTime\": \"2030-01-01\"}}}]} | NotImplemented" })
	void policyThatCannotBeJudgedShouldBeRefused(String policy, String code) throws IOException {
		assertThat(control("PUT", BUCKET).query("policy", "").body(policy).send().code()).isEqualTo(code);
	}

	@Test
	void encryptionShouldBeStoredAndHeldAgainstSessions() throws IOException {
		assertThat(control("GET", BUCKET).query("encryption", "").send().element("SSEAlgorithm")).isEqualTo("AES256");
		assertThat(session(null).send().headers()).containsEntry("x-amz-server-side-encryption", "AES256");
		assertThat(control("PUT", BUCKET).query("encryption", "").body(encryption("key-1")).send().status())
			.isEqualTo(200);
		assertThat(session(null).send().headers()).containsEntry("x-amz-server-side-encryption", "aws:kms")
			.containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "key-1")
			.containsEntry("x-amz-server-side-encryption-bucket-key-enabled", "true");
		SignedRequest kms = session(null).header("x-amz-server-side-encryption", "aws:kms");
		assertThat(kms.send().code()).isEqualTo("InvalidRequest");
		assertThat(kms.header("x-amz-server-side-encryption-aws-kms-key-id", "key-1").send().status()).isEqualTo(200);
		assertThat(kms.header("x-amz-server-side-encryption-aws-kms-key-id", "key-2").send().code())
			.isEqualTo("InvalidRequest");
		assertThat(control("PUT", BUCKET).query("encryption", "").body(encryption("key-2")).send().code())
			.isEqualTo("InvalidRequest");
	}

	@Test
	void createSessionWithUnknownModeShouldBeRefused() throws IOException {
		assertThat(session("WriteOnly").send().code()).isEqualTo("InvalidArgument");
	}

	@Test
	void createSessionShouldAnswerAsTheServiceDoes() throws IOException {
		RawHttp.Answer answer = session(null).send();
		assertThat(answer.element("AccessKeyId")).matches("ASIA[A-Z2-7]{16}");
		assertThat(answer.element("SecretAccessKey")).hasSize(40);
		assertThat(answer.element("Expiration")).matches("[0-9-]{10}T[0-9:]{8}Z");
		assertThat(answer.headers()).containsKey("date");
	}

	private void putPolicy(String policy) throws IOException {
		assertThat(control("PUT", BUCKET).query("policy", "").body(policy).send().status()).isEqualTo(204);
	}

	private SignedRequest control(String method, String path) {
		return SignedRequest.control(this.server, method, path);
	}

	private SignedRequest session(String mode) {
		SignedRequest request = SignedRequest.of(this.server, "GET", BUCKET).query("session", "");
		return (mode != null) ? request.header("x-amz-create-session-mode", mode) : request;
	}

	private static String encryption(String key) {
		return "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
				+ "<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>" + key + "</KMSMasterKeyID>"
				+ "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule>"
				+ "</ServerSideEncryptionConfiguration>";
	}

}
