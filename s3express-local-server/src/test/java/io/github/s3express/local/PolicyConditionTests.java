/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Policies that the service refuses, and conditions that are judged.
 *
 * @author The S3 Express Spring Boot authors
 */
class PolicyConditionTests {

	private static final String BUCKET = TestClients.BUCKET;

	private static final String ARN = "arn:aws:s3express:us-east-1:123456789012:bucket/" + BUCKET;

	private final MutableClock clock = new MutableClock();

	private S3ExpressLocalServer server;

	@BeforeEach
	void start() {
		this.server = S3ExpressLocalServer.builder()
			.bucket(BUCKET)
			.clock(this.clock)
			.restrictedPrincipal("alice", "AKIAALICE", "secret")
			.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "s3:GetObject | * | * | invalid action",
			"s3express:GetObject | * | * | invalid action", "s3express:CreateSessions | * | * | invalid action",
			"s3express:CreateSession | arn:aws:s3express:us-east-1:123456789012:bucket/other--use1-az4--x-s3 | * | invalid resource",
			"s3express:CreateSession | arn:aws:s3:::demo--use1-az4--x-s3 | * | invalid resource",
			"s3express:CreateSession | * | alice | Invalid principal",
			"s3express:CreateSession | * | arn:aws:iam::12:user/alice | Invalid principal",
			"s3express:CreateSession | * | 1234567890123 | Invalid principal" })
	void policyOfOthersShouldBeRefused(String action, String resource, String principal, String message)
			throws IOException {
		RawHttp.Answer answer = put(policy("Allow", principal, action, resource, ""));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("MalformedPolicy");
		assertThat(answer.text()).contains(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "s3express:* | * | *", "s3express:createsession | " + ARN + " | 123456789012",
					"s3express:Get* | " + ARN + "/* | arn:aws:iam::111122223333:root",
					"* | arn:aws:s3express:*:*:bucket/demo--* | arn:aws:iam::123456789012:role/path/reader" })
	void policyOfTheBucketShouldBeTaken(String action, String resource, String principal) throws IOException {
		assertThat(put(policy("Allow", principal, action, resource, "")).status()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "\"IpAddress\": {\"aws:SourceIp\": \"127.0.0.0/8\"} | true",
			"\"IpAddress\": {\"aws:SourceIp\": [\"10.0.0.0/8\", \"127.0.0.1\"]} | true",
			"\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"} | false",
			"\"IpAddress\": {\"aws:SourceIp\": \"::1/128\"} | false",
			"\"NotIpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"} | true",
			"\"NotIpAddress\": {\"aws:SourceIp\": \"127.0.0.0/9\"} | false",
			"\"Bool\": {\"aws:SecureTransport\": \"false\"} | true",
			"\"Bool\": {\"aws:SecureTransport\": true} | false",
			"\"StringEquals\": {\"aws:SourceVpc\": \"vpc-1\"} | false",
			"\"StringNotEquals\": {\"aws:SourceVpc\": \"vpc-1\"} | true",
			"\"StringEqualsIfExists\": {\"aws:SourceVpce\": \"vpce-1\"} | true",
			"\"Null\": {\"aws:SourceVpc\": \"true\"} | true", "\"Null\": {\"aws:SourceIp\": \"true\"} | false",
			"\"NumericLessThan\": {\"s3express:signatureAge\": 60000} | true",
			"\"NumericGreaterThanEquals\": {\"s3express:signatureAge\": \"30250\"} | true",
			"\"NumericGreaterThan\": {\"s3express:signatureAge\": \"30250\"} | false",
			"\"NumericLessThanEquals\": {\"s3express:signatureAge\": \"30249\"} | false",
			"\"StringEquals\": {\"s3express:authType\": \"REST-HEADER\"} | true",
			"\"StringEquals\": {\"s3express:authType\": \"REST-QUERY-STRING\"} | false",
			"\"StringEquals\": {\"s3express:signatureversion\": \"AWS4-HMAC-SHA256\"} | true",
			"\"StringNotEquals\": {\"s3express:x-amz-content-sha256\": \"UNSIGNED-PAYLOAD\"} | true",
			"\"ArnLike\": {\"aws:PrincipalArn\": \"arn:aws:iam::123456789012:user/al*\"} | true",
			"\"ArnNotEquals\": {\"aws:PrincipalArn\": \"arn:aws:iam::123456789012:user/alice\"} | false",
			"\"StringEquals\": {\"s3express:ResourceAccount\": \"123456789012\"} | true",
			"\"StringEquals\": {\"s3express:LocationName\": \"use1-az5\"} | false",
			"\"StringLike\": {\"s3express:SessionMode\": \"Read?nly\"} | true",
			"\"StringEqualsIgnoreCase\": {\"s3express:SessionMode\": \"READONLY\"} | true",
			"\"StringEquals\": {\"s3express:sessionmode\": \"readonly\"} | false",
			"\"Bool\": {\"aws:SecureTransport\": \"false\"}, \"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"} | false" })
	void conditionShouldBeJudged(String condition, boolean allowed) throws IOException {
		put(policy("Allow", "*", "s3express:CreateSession", ARN, condition));
		// 30.25 s ago: the server's time has a quarter of a second, signatures have none.
		SignedRequest request = session().date(this.clock.instant().minusMillis(30_000))
			.header("x-amz-create-session-mode", "ReadOnly");
		assertThat(request.send().status()).isEqualTo(allowed ? 200 : 403);
	}

	@Test
	void denialShouldNotBeSubjectToAnAllowance() throws IOException {
		put("{\"Statement\": [" + statement("Allow", "*", "s3express:CreateSession", ARN, "") + ", " + statement("Deny",
				"*", "s3express:CreateSession", ARN, "\"NumericGreaterThan\": {\"s3express:signatureAge\": \"60000\"}")
				+ "]}");
		assertThat(session().date(this.clock.instant()).send().status()).isEqualTo(200);
		assertThat(session().date(this.clock.instant().minus(Duration.ofMinutes(2))).send().code())
			.isEqualTo("AccessDenied");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"StringEquals\": {\"s3express:AllAccessRestrictedToLocalZoneGroup\": \"x\"}",
			"\"StringEquals\": {\"aws:PrincipalTag/team\": \"x\"}", "\"DateLessThan\": {\"aws:CurrentTime\": \"2030\"}",
			"\"BinaryEquals\": {\"aws:SourceIp\": \"x\"}",
			"\"StringEquals\": {\"aws:PrincipalArn\": \"${aws:username}\"}" })
	void conditionThatCannotBeJudgedShouldBeRefusedAndNamed(String condition) throws IOException {
		RawHttp.Answer answer = put(policy("Allow", "*", "s3express:CreateSession", ARN, condition));
		assertThat(answer.status()).isEqualTo(501);
		assertThat(answer.code()).isEqualTo("NotImplemented");
		assertThat(SignedRequest.of(this.server, "GET", "/" + BUCKET)
			.query("policy", "")
			.date(this.clock.instant())
			.send()
			.status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"IpAddress\": {\"aws:SourceIp\": \"localhost\"}",
			"\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/33\"}", "\"IpAddress\": {\"aws:SourceIp\": \"10.0.0\"}",
			"\"NumericLessThan\": {\"s3express:signatureAge\": \"soon\"}" })
	void conditionWithAValueThatIsNoneShouldBeRefused(String condition) throws IOException {
		assertThat(put(policy("Allow", "*", "s3express:CreateSession", ARN, condition)).code())
			.isEqualTo("MalformedPolicy");
	}

	private SignedRequest session() {
		return SignedRequest.of(this.server, "GET", "/" + BUCKET)
			.query("session", "")
			.credentials("AKIAALICE", "secret");
	}

	private RawHttp.Answer put(String policy) throws IOException {
		return SignedRequest.control(this.server, "PUT", "/" + BUCKET)
			.query("policy", "")
			.date(this.clock.instant())
			.body(policy)
			.send();
	}

	private static String policy(String effect, String principal, String action, String resource, String condition) {
		return "{\"Version\": \"2012-10-17\", \"Statement\": ["
				+ statement(effect, principal, action, resource, condition) + "]}";
	}

	private static String statement(String effect, String principal, String action, String resource, String condition) {
		return "{\"Effect\": \"" + effect + "\", \"Principal\": {\"AWS\": \"" + principal + "\"}, \"Action\": \""
				+ action + "\", \"Resource\": \"" + resource + "\", \"Condition\": {" + condition + "}}";
	}

}
