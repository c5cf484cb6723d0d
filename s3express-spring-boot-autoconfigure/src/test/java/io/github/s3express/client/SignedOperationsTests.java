/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks the S3 model of the SDK: sends each operation to a directory bucket and looks at
 * what it was signed with.
 */
class SignedOperationsTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

	private static final String SESSION = "session";

	private static final String IAM = "IAM, `s3express`";

	private final ClientFixture fixture = new ClientFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void everyOperationShouldBeSignedAsDocumented() throws Exception {
		Map<String, String> signed = new TreeMap<>();
		S3Client client = this.fixture.client((builder) -> builder
			.overrideConfiguration((configuration) -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry())
				.addExecutionInterceptor(this.fixture.recorder())));
		for (S3Operation operation : S3Operation.all()) {
			signed.put(operation.name(), send(client, operation));
		}
		assertThat(signed).hasSizeGreaterThan(100);
		String table = table(signed);
		if (Boolean.getBoolean("s3express.write-docs")) {
			write(table);
		}
		assertThat(Files.readString(DOCUMENT)).as("run with -Ds3express.write-docs=true to write it anew")
			.contains(table);
	}

	@Test
	void documentShouldNameTheOperationsThatDecide() throws IOException {
		assertThat(Files.readString(DOCUMENT)).contains(row("GetObject", SESSION), row("PutObject", SESSION),
				row("ListObjectsV2", SESSION), row("RenameObject", SESSION), row("UploadPart", SESSION),
				row("HeadBucket", IAM), row("CopyObject", IAM), row("UploadPartCopy", IAM), row("CreateSession", IAM),
				row("CreateBucket", IAM), row("DeleteBucket", IAM), row("ListDirectoryBuckets", IAM),
				row("PutBucketPolicy", IAM), row("GetBucketEncryption", IAM));
	}

	private String send(S3Client client, S3Operation operation) {
		int before = this.fixture.requests.size();
		Throwable failure = operation.send(client, () -> RequestBody.fromString("body"));
		if (this.fixture.requests.size() == before) {
			String message = (failure != null) ? String.valueOf(failure.getMessage()) : "";
			return "not sent: " + message.replaceAll("\\s*\\(.*", "").replaceAll("\\s+", " ");
		}
		if (this.fixture.lastCarriedSession()) {
			return SESSION;
		}
		String service = this.fixture.lastScope().split("/")[2];
		return "IAM, `" + service + "`";
	}

	private static String table(Map<String, String> signed) {
		StringBuilder table = new StringBuilder();
		signed.forEach((operation, how) -> table.append(row(operation, how)));
		return table.toString();
	}

	private static String row(String operation, String how) {
		return "| %s | %s |\n".formatted(operation, how);
	}

	private static void write(String table) throws IOException {
		String head = "| Operation | Signed with |\n|---|---|\n";
		String document = Files.readString(DOCUMENT);
		int begin = document.indexOf(head) + head.length();
		int end = document.indexOf("\n\n", begin);
		Files.writeString(DOCUMENT,
				document.substring(0, begin) + table + ((end != -1) ? document.substring(end + 1) : ""));
	}

}
