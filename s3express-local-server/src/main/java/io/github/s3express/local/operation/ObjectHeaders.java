/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.s3express.local.http.HttpHeaders;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;

/**
 * The headers that are stored with an object and sent back with it, and those that
 * directory buckets refuse.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ObjectHeaders {

	private static final int MAX_METADATA_BYTES = 2048;

	private static final String METADATA = "x-amz-meta-";

	private static final List<String> CONTENT = List.of("content-type", "cache-control", "content-disposition",
			"content-language", "expires");

	/** Amazon S3 API Reference, PutObject: "not supported for directory buckets". */
	private static final List<String> UNSUPPORTED = List.of("x-amz-acl", "x-amz-grant-full-control", "x-amz-grant-read",
			"x-amz-grant-read-acp", "x-amz-grant-write-acp", "x-amz-tagging", "x-amz-tagging-directive",
			"x-amz-website-redirect-location", "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date",
			"x-amz-object-lock-legal-hold", "x-amz-request-payer", "x-amz-mfa");

	private ObjectHeaders() {
	}

	static Map<String, String> of(HttpHeaders headers) {
		checkSupported(headers);
		Map<String, String> stored = new LinkedHashMap<>();
		for (String name : CONTENT) {
			String value = headers.first(name);
			if (value != null && !value.isEmpty()) {
				stored.put(name, value);
			}
		}
		stored.putIfAbsent("content-type", "binary/octet-stream");
		String encoding = headers.all("content-encoding")
			.stream()
			.flatMap((value) -> Arrays.stream(value.split(",")))
			.map(String::strip)
			.filter((value) -> !value.isEmpty() && !value.equalsIgnoreCase("aws-chunked"))
			.collect(Collectors.joining(","));
		if (!encoding.isEmpty()) {
			stored.put("content-encoding", encoding);
		}
		int size = 0;
		for (String name : headers.names()) {
			if (name.startsWith(METADATA)) {
				String value = String.join(",", headers.all(name));
				size += name.length() - METADATA.length() + value.getBytes(StandardCharsets.ISO_8859_1).length;
				stored.put(name, value);
			}
		}
		if (size > MAX_METADATA_BYTES) {
			throw new S3Exception(400, "MetadataTooLarge",
					"Your metadata headers exceed the maximum allowed metadata size")
				.with("Size", Integer.toString(size))
				.with("MaxSizeAllowed", Integer.toString(MAX_METADATA_BYTES));
		}
		return stored;
	}

	static void checkSupported(HttpHeaders headers) {
		for (String name : UNSUPPORTED) {
			if (headers.first(name) != null) {
				throw S3Errors.notImplemented("The header " + name);
			}
		}
		String storageClass = headers.first("x-amz-storage-class");
		if (storageClass != null && !storageClass.equals("EXPRESS_ONEZONE")) {
			throw new S3Exception(400, "InvalidStorageClass",
					"The storage class you specified is not valid: directory buckets have EXPRESS_ONEZONE.")
				.with("StorageClassRequested", storageClass);
		}
	}

}
