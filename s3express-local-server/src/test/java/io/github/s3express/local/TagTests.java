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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tags of buckets and access points, and access that depends on them.
 *
 * @author The S3 Express Spring Boot authors
 */
class TagTests {

	private static final String BUCKET = TestClients.BUCKET;

	private static final String ARN = ControlRequests.BUCKET_ARN;

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
	void tagsShouldBeAddedReplacedAndTakenAwayAndOutliveTheServer() throws IOException {
		assertThat(tag("a", "1").status()).isEqualTo(204);
		assertThat(tag("b", "2").status()).isEqualTo(204);
		assertThat(tag("a", "3 + 4").status()).isEqualTo(204);
		stop();
		start();
		assertThat(list(ARN).text()).contains("<Key>a</Key><Value>3 + 4</Value>")
			.contains("<Key>b</Key><Value>2</Value>");
		assertThat(tags("DELETE", ARN).query("tagKeys", "a").send().status()).isEqualTo(204);
		assertThat(list(ARN).text()).doesNotContain("<Key>a</Key>").contains("<Key>b</Key>");
		assertThat(tags("DELETE", ARN).send().code()).isEqualTo("InvalidRequest");
	}

	@Test
	void bucketShouldBeCreatedWithTagsAndTellItsArn() throws IOException {
		String name = "tagged--use1-az4--x-s3";
		RawHttp.Answer created = create(name, "<Tag><Key>team</Key><Value>blue</Value></Tag>");
		assertThat(created.status()).isEqualTo(200);
		String arn = created.headers().get("x-amz-bucket-arn");
		assertThat(arn).isEqualTo("arn:aws:s3express:us-east-1:123456789012:bucket/" + name);
		assertThat(list(arn).text()).contains("<Key>team</Key><Value>blue</Value>");
		assertThat(SignedRequest.control(this.server, "GET", "/").send().text())
			.contains("<BucketArn>" + arn + "</BucketArn>");
	}

	@ParameterizedTest
	@CsvSource({ "'', x, InvalidTag", "aws:a, x, InvalidTag", "a{b, x, InvalidTag", "a, x|y, InvalidTag" })
	void tagThatIsNoneShouldBeRefused(String key, String value, String code) throws IOException {
		RawHttp.Answer answer = tag(key, value);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(code);
		assertThat(
				create("new--use1-az4--x-s3", "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>").code())
			.isEqualTo(code);
		assertThat(list(ARN).text()).doesNotContain("<Tag>");
	}

	@Test
	void fiftyTagsShouldBeTakenAndNoMore() throws IOException {
		StringBuilder tags = new StringBuilder();
		for (int i = 0; i < 50; i++) {
			tags.append("<Tag><Key>k").append(i).append("</Key><Value/></Tag>");
		}
		assertThat(tags("POST", ARN).body("<TagResourceRequest><Tags>" + tags + "</Tags></TagResourceRequest>")
			.send()
			.status()).isEqualTo(204);
		assertThat(tag("one-more", "").code()).isEqualTo("TooManyTags");
		assertThat(tag("k1", "again").status()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "arn:aws:s3express:us-east-1:123456789012:bucket/none--use1-az4--x-s3, 404",
			"arn:aws:s3express:us-east-1:123456789012:accesspoint/none--use1-az4--xa-s3, 404",
			"arn:aws:s3express:us-east-1:000000000000:bucket/" + TestClients.BUCKET + ", 400",
			"arn:aws:s3:::" + TestClients.BUCKET + ", 400" })
	void resourceThatIsNotThereShouldBeRefused(String arn, int status) throws IOException {
		assertThat(list(arn).status()).isEqualTo(status);
	}

	@Test
	void accessShouldDependOnTags() throws IOException {
		putPolicy(statement("s3express:CreateSession",
				"\"StringEquals\": {\"aws:ResourceTag/team\": \"blue\", \"s3express:BucketTag/stage\": \"test\"}"));
		assertThat(session().code()).isEqualTo("AccessDenied");
		tag("team", "blue");
		assertThat(session().code()).isEqualTo("AccessDenied");
		tag("stage", "test");
		assertThat(session().status()).isEqualTo(200);
		tag("team", "red");
		assertThat(session().code()).isEqualTo("AccessDenied");
	}

	@Test
	void tagsOfARequestShouldBeJudged() throws IOException {
		putPolicy(statement("s3express:TagResource", "\"StringEquals\": {\"aws:RequestTag/team\": \"blue\"}, "
				+ "\"ForAllValues:StringEquals\": {\"aws:TagKeys\": [\"team\", \"stage\"]}"));
		assertThat(tagAsAlice("team", "red").code()).isEqualTo("AccessDenied");
		assertThat(tagAsAlice("colour", "blue").code()).isEqualTo("AccessDenied");
		assertThat(tagAsAlice("team", "blue").status()).isEqualTo(204);
		assertThat(tags("GET", ARN).credentials("AKIAALICE", "secret").send().code()).isEqualTo("AccessDenied");
		assertThat(tags("DELETE", ARN).query("tagKeys", "team").credentials("AKIAALICE", "secret").send().code())
			.isEqualTo("AccessDenied");
	}

	private RawHttp.Answer session() throws IOException {
		return SignedRequest.of(this.server, "GET", "/" + BUCKET)
			.query("session", "")
			.credentials("AKIAALICE", "secret")
			.send();
	}

	private RawHttp.Answer tagAsAlice(String key, String value) throws IOException {
		return tags("POST", ARN).credentials("AKIAALICE", "secret").body(ControlRequests.tags(key, value)).send();
	}

	private RawHttp.Answer tag(String key, String value) throws IOException {
		return tags("POST", ARN).body(ControlRequests.tags(key, value)).send();
	}

	private RawHttp.Answer list(String arn) throws IOException {
		return tags("GET", arn).send();
	}

	private SignedRequest tags(String method, String arn) {
		return ControlRequests.tags(this.server, method, arn);
	}

	private RawHttp.Answer create(String name, String tags) throws IOException {
		return SignedRequest.control(this.server, "PUT", "/" + name)
			.body("<CreateBucketConfiguration><Location><Name>use1-az4</Name><Type>AvailabilityZone</Type></Location>"
					+ "<Bucket><DataRedundancy>SingleAvailabilityZone</DataRedundancy><Type>Directory</Type></Bucket><Tags>"
					+ tags + "</Tags></CreateBucketConfiguration>")
			.send();
	}

	private void putPolicy(String statement) throws IOException {
		assertThat(SignedRequest.control(this.server, "PUT", "/" + BUCKET)
			.query("policy", "")
			.body("{\"Statement\": [" + statement + "]}")
			.send()
			.status()).isEqualTo(204);
	}

	private static String statement(String action, String condition) {
		return "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:user/alice\"}, \"Action\": \""
				+ action + "\", \"Resource\": \"" + ARN + "\", \"Condition\": {" + condition + "}}";
	}

}
