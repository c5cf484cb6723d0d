/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that goes back to its start.
 *
 * @author The S3 Express Spring Boot authors
 */
class ResetTests {

	private static final S3ExpressLocalServer.Builder BUILDER = S3ExpressLocalServer.builder()
		.bucket(TestClients.BUCKET)
		.sessionLifetime(Duration.ofMinutes(3));

	@Test
	void resetShouldRemoveObjectsAndUploads() {
		try (S3ExpressLocalServer server = BUILDER.start(); S3Client s3 = TestClients.sync(server)) {
			s3.putObject((put) -> put.bucket(TestClients.BUCKET).key("a/b"), RequestBody.fromString("x"));
			s3.createMultipartUpload((create) -> create.bucket(TestClients.BUCKET).key("c"));
			server.reset();
			assertThat(s3.listObjectsV2((list) -> list.bucket(TestClients.BUCKET)).contents()).isEmpty();
			assertThat(s3.listMultipartUploads((list) -> list.bucket(TestClients.BUCKET)).uploads()).isEmpty();
		}
	}

	@Test
	void resetShouldEndFaultsAndForgetRequests() {
		try (S3ExpressLocalServer server = BUILDER.start(); S3Client s3 = TestClients.sync(server)) {
			s3.putObject((put) -> put.bucket(TestClients.BUCKET).key("a"), RequestBody.fromString("x"));
			server.faults().on("GetObject").error(404, "NoSuchKey");
			server.faults().clockOffset(Duration.ofHours(1));
			server.reset();
			assertThat(server.counters().total()).isZero();
			assertThat(server.requests()).isEmpty();
			s3.putObject((put) -> put.bucket(TestClients.BUCKET).key("a"), RequestBody.fromString("y"));
			assertThat(s3.getObjectAsBytes((get) -> get.bucket(TestClients.BUCKET).key("a")).asUtf8String())
				.isEqualTo("y");
		}
	}

	@Test
	void resetShouldKeepSessionsServingAndSetTheirLifetimeBack() {
		try (S3ExpressLocalServer server = BUILDER.start(); S3Client s3 = TestClients.sync(server)) {
			s3.putObject((put) -> put.bucket(TestClients.BUCKET).key("a"), RequestBody.fromString("x"));
			server.sessions().lifetime(Duration.ofSeconds(20));
			server.reset();
			s3.listObjectsV2((list) -> list.bucket(TestClients.BUCKET));
			assertThat(server.counters().count("CreateSession")).isZero();
			s3.createSession((create) -> create.bucket(TestClients.BUCKET));
			assertThat(server.sessions().live())
				.allSatisfy((live) -> assertThat(live.expires()).isEqualTo(live.created().plusSeconds(180)));
		}
	}

	@Test
	void resetShouldPutBucketsBack(@TempDir Path directory) throws IOException {
		S3ExpressLocalServer.Builder inFiles = S3ExpressLocalServer.builder()
			.bucket(TestClients.BUCKET)
			.dataDirectory(directory);
		try (S3ExpressLocalServer server = inFiles.start()) {
			server.createBucket(TestClients.OTHER_BUCKET);
			try (S3Client s3 = TestClients.sync(server)) {
				s3.putObject((put) -> put.bucket(TestClients.OTHER_BUCKET).key("a"), RequestBody.fromString("x"));
			}
			server.reset();
			assertThat(names(server)).containsExactly(TestClients.BUCKET);
			assertThat(control(server, "DELETE").send().status()).isEqualTo(204);
			server.reset();
			assertThat(names(server)).containsExactly(TestClients.BUCKET);
		}
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().dataDirectory(directory).start()) {
			assertThat(names(server)).containsExactly(TestClients.BUCKET);
		}
	}

	@Test
	void resetShouldTakeBackAPolicy() throws IOException {
		try (S3ExpressLocalServer server = BUILDER.start()) {
			assertThat(control(server, "PUT").query("policy", "").body("{\"Statement\": []}").send().status())
				.isEqualTo(204);
			server.reset();
			assertThat(control(server, "GET").query("policy", "").send().code()).isEqualTo("NoSuchBucketPolicy");
		}
	}

	private static List<String> names(S3ExpressLocalServer server) throws IOException {
		String listing = SignedRequest.control(server, "GET", "/").send().text();
		return Pattern.compile("<Name>([^<]*)").matcher(listing).results().map((name) -> name.group(1)).toList();
	}

	private static SignedRequest control(S3ExpressLocalServer server, String method) {
		return SignedRequest.control(server, method, "/" + TestClients.BUCKET);
	}

}
