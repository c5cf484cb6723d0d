/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The command lines that are compared with the AWS CLI.
 */
final class Comparisons {

	static final List<String> QUERIES = List.of("Credentials", "Credentials.AccessKeyId",
			"Credentials.[AccessKeyId,Expiration]", "Credentials.{Key:AccessKeyId,Until:Expiration}",
			"[ServerSideEncryption,Credentials.AccessKeyId]", "keys(@)", "sort(keys(Credentials))", "Credentials.Foo",
			"[]", "length(Credentials.SessionToken)", "BucketKeyEnabled", "{Empty:`{}`,List:`[]`}",
			"[{A:ServerSideEncryption},{A:`2`,B:'x'}]", "[{A:'1',N:{X:'y'}},{A:'2',N:{X:'z'}}]",
			"[['a','b'],['c','d']]", "{T:'ü \"quoted\" 日本',L:['a','b'],O:{P:'q'}}", "Credentials.* | [0:2]",
			"@.Credentials.Expiration | starts_with(@, '2099')", "`null`", "''", "'tab\\tand\\nline'");

	static final String KMS_KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";

	/** Base64 of a JSON object that names the bucket. */
	static final String KMS_CONTEXT = Base64.getEncoder()
		.encodeToString("{\"aws:s3express:arn\":\"arn:aws:s3express:us-east-1:111122223333:bucket/%s\"}"
			.formatted(AnswerServer.BUCKET)
			.getBytes(StandardCharsets.UTF_8));

	private Comparisons() {
	}

	/**
	 * Answers in all formats, whole and in a query's parts.
	 */
	static List<List<String>> answers(AwsCli cli) {
		List<List<String>> cases = new ArrayList<>();
		for (String format : cli.formats()) {
			for (String bucket : List.of(AnswerServer.BUCKET, AnswerServer.KMS_BUCKET)) {
				cases.add(List.of("--bucket", bucket, "--output", format));
			}
		}
		for (String format : cli.formatsOfQueries()) {
			for (String query : QUERIES) {
				cases.add(List.of("--bucket", AnswerServer.BUCKET, "--output", format, "--query", query));
			}
		}
		cases.add(List.of("--bucket", AnswerServer.BUCKET, "--output", "table", "--color", "on"));
		cases.add(List.of("--bucket", AnswerServer.BUCKET, "--output", "table", "--color", "off"));
		cases
			.add(List.of("--bucket", AnswerServer.KMS_BUCKET, "--generate-cli-skeleton", "output", "--output", "json"));
		cases.add(List.of("--cli-input-json", "{\"Bucket\":\"" + AnswerServer.BUCKET + "\"}", "--output", "text"));
		cases.add(List.of("--cli-input-json", "{\"Bucket\":\"" + AnswerServer.BUCKET + "\"}", "--bucket",
				AnswerServer.KMS_BUCKET, "--output", "text"));
		cases.add(List.of("--bucket", AnswerServer.BUCKET, "--no-paginate", "--no-verify-ssl", "--cli-read-timeout",
				"5", "--cli-connect-timeout", "0", "--session-mode", "ReadOnly"));
		if (cli == AwsCli.VERSION_2) {
			cases.add(List.of("--cli-input-yaml", "Bucket: " + AnswerServer.BUCKET, "--output", "text"));
			cases.add(List.of("--bucket", AnswerServer.BUCKET, "--no-cli-pager", "--no-cli-auto-prompt",
					"--cli-binary-format", "raw-in-base64-out"));
		}
		return cases;
	}

	/**
	 * Parameters that the service reads from the request.
	 */
	static List<List<String>> requests(AwsCli cli) {
		List<List<String>> cases = new ArrayList<>(List.of(List.of(), List.of("--session-mode", "ReadOnly"),
				List.of("--session-mode", "ReadWrite"), List.of("--server-side-encryption", "AES256"),
				List.of("--server-side-encryption", "aws:kms", "--ssekms-key-id", KMS_KEY),
				List.of("--server-side-encryption", "aws:kms", "--ssekms-key-id", KMS_KEY,
						"--ssekms-encryption-context", KMS_CONTEXT, "--bucket-key-enabled"),
				List.of("--cli-input-json", input(), "--session-mode", "ReadWrite"), List.of("--region", "us-west-2"),
				List.of("--no-sign-request")));
		if (cli == AwsCli.VERSION_2) {
			cases.add(List.of("--cli-input-yaml", input()));
			cases.add(List.of("--cli-input-yaml",
					"Bucket: absent--use1-az4--x-s3\nSessionMode: ReadOnly\nServerSideEncryption: AES256\n"));
		}
		return cases.stream().map((arguments) -> {
			List<String> all = new ArrayList<>(List.of("--bucket", AnswerServer.BUCKET));
			all.addAll(arguments);
			return all;
		}).toList();
	}

	private static String input() {
		return "{\"SessionMode\":\"ReadOnly\",\"ServerSideEncryption\":\"aws:kms\",\"SSEKMSKeyId\":\"%s\",\"BucketKeyEnabled\":true}"
			.formatted(KMS_KEY);
	}

	/**
	 * Mistakes whose sentence is the AWS CLI's.
	 */
	static List<List<String>> errors(AwsCli cli) {
		String bucket = AnswerServer.BUCKET;
		List<List<String>> cases = new ArrayList<>(List.of(List.of("--bucket", "absent--use1-az4--x-s3"),
				List.of("--output", "json"), List.of("--bucket", bucket, "--endpoint-url", "http://127.0.0.1:1"),
				List.of("--bucket", bucket, "--endpoint-url", "foo"), List.of("--bucket", bucket, "--bogus", "x"),
				List.of("--bucket", bucket, "--session-mode"), List.of("--bucket", bucket, "--profile", "absent"),
				List.of("--bucket", bucket, "--cli-input-json", "file:///absent.json"),
				List.of("--bucket", bucket, "--cli-input-json", "{\"Foo\":1}"),
				List.of("--bucket", bucket, "--cli-input-json", "{\"BucketKeyEnabled\":\"x\"}"),
				List.of("--bucket", bucket, "--no-sign-request")));
		if (cli == AwsCli.VERSION_2) {
			// It signs for s3, and the server refuses everything for that alone.
			cases.removeIf((arguments) -> arguments.contains("absent--use1-az4--x-s3"));
		}
		return cases;
	}

}
