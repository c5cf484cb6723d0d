/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.util.List;
import java.util.Map;

/**
 * The table in docs/local-server.md: what each client can do with the server.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ClientTable {

	static final String YES = "yes";

	static final List<String> OPERATIONS = List.of("CreateBucket", "ListDirectoryBuckets", "HeadBucket",
			"PutBucketPolicy", "PutBucketEncryption", "DeleteBucket", "CreateSession", "PutObject",
			"PutObject If-None-Match", "PutObject append", "GetObject", "GetObject range", "HeadObject",
			"GetObjectAttributes", "ListObjectsV2", "CopyObject", "RenameObject", "Multipart upload",
			"UploadPartCopy, ListParts", "ListMultipartUploads, Abort", "DeleteObject", "DeleteObjects",
			"Presigned GET");

	private ClientTable() {
	}

	static String header(Iterable<String> clients) {
		return "| operation | " + String.join(" | ", clients) + " |";
	}

	static String row(String operation, Iterable<Map<String, String>> columns) {
		StringBuilder row = new StringBuilder("| ").append(operation).append(" |");
		for (Map<String, String> column : columns) {
			row.append(' ').append(column.getOrDefault(operation, "–")).append(" |");
		}
		return row.toString();
	}

}
