/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.s3express.local.http.HttpHeaders;
import io.github.s3express.local.protocol.S3Exception;

/**
 * The headers that are stored with an object and sent back with it.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ObjectHeaders {

	private static final int MAX_METADATA_BYTES = 2048;

	private static final Pattern AWS_CHUNKED = Pattern.compile("(?:^|,)\\s*aws-chunked\\s*(?=,|$)",
			Pattern.CASE_INSENSITIVE);

	private static final String METADATA = "x-amz-meta-";

	private static final List<String> CONTENT = List.of("content-type", "cache-control", "content-disposition",
			"content-language", "expires");

	private ObjectHeaders() {
	}

	static Map<String, String> of(HttpHeaders headers) {
		checkStorageClass(headers);
		Map<String, String> stored = new LinkedHashMap<>();
		for (String name : CONTENT) {
			String value = headers.first(name);
			if (value != null && !value.isEmpty()) {
				stored.put(name, value);
			}
		}
		stored.putIfAbsent("content-type", "binary/octet-stream");
		// As it came, without the framing of the request.
		String encoding = AWS_CHUNKED.matcher(String.join(",", headers.all("content-encoding"))).replaceAll("");
		encoding = (encoding.startsWith(",") ? encoding.substring(1) : encoding).strip();
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

	static void checkStorageClass(HttpHeaders headers) {
		String storageClass = headers.first("x-amz-storage-class");
		if (storageClass != null && !storageClass.equals("EXPRESS_ONEZONE")) {
			throw new S3Exception(400, "InvalidStorageClass",
					"The storage class you specified is not valid: directory buckets have EXPRESS_ONEZONE.")
				.with("StorageClassRequested", storageClass);
		}
	}

}
