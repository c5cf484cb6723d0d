/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.XmlElement;

/**
 * An answer as lines that are the same each time and hold no secret: of headers and of
 * elements that are not known to be harmless, only that they are there. Names of the
 * account's own are put back into variables.
 *
 * @author The S3 Express Spring Boot authors
 */
final class MaskedAnswer {

	private static final Set<String> LEFT_OUT = Set.of("date", "server", "x-amz-request-id", "x-amz-id-2", "connection",
			"keep-alive", "transfer-encoding", "content-length", ":status");

	private static final Set<String> HEADERS = Set.of("accept-ranges", "allow", "cache-control", "content-disposition",
			"content-encoding", "content-language", "content-range", "content-type", "expires",
			"x-amz-access-point-alias", "x-amz-bucket-arn", "x-amz-bucket-location-name", "x-amz-bucket-location-type",
			"x-amz-bucket-region", "x-amz-mp-parts-count", "x-amz-object-size", "x-amz-server-side-encryption",
			"x-amz-server-side-encryption-bucket-key-enabled", "x-amz-storage-class", "location");

	private static final Set<String> ELEMENTS = Set.of("Code", "Message", "Name", "Prefix", "Delimiter", "MaxKeys",
			"KeyCount", "IsTruncated", "Key", "Size", "StorageClass", "Bucket", "Status", "Days", "DaysAfterInitiation",
			"ID", "Id", "SSEAlgorithm", "BucketKeyEnabled", "BucketRegion", "BucketArn", "ObjectSize",
			"TotalPartsCount", "PartsCount", "PartNumber", "PartNumberMarker", "NextPartNumberMarker", "MaxParts",
			"MaxUploads", "EncodingType", "NetworkOrigin", "Alias", "AccessPointArn", "BucketAccountId", "Permission",
			"Value", "BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets", "Condition",
			"ArgumentName", "Header", "MaxSizeAllowed", "BucketName", "Schedule", "Frequency");

	private final Map<String, String> variables;

	MaskedAnswer(Map<String, String> variables) {
		this.variables = variables;
	}

	List<String> lines(int status, Map<String, List<String>> headers, byte[] body) {
		List<String> lines = new ArrayList<>();
		headers.forEach((header, values) -> {
			String name = header.toLowerCase(Locale.ROOT);
			if (!LEFT_OUT.contains(name)) {
				boolean shown = HEADERS.contains(name) || name.startsWith("x-amz-checksum-")
						|| name.startsWith("x-amz-meta-");
				lines.add("header " + name + ": " + (shown ? generalise(String.join(", ", values)) : "*"));
			}
		});
		body(body, lines);
		// The order of elements and of keys in a listing is no promise.
		lines.sort(null);
		lines.add(0, "status " + status);
		return lines;
	}

	private void body(byte[] body, List<String> lines) {
		if (body.length == 0) {
			return;
		}
		String text = new String(body, StandardCharsets.UTF_8).strip();
		if (text.startsWith("<")) {
			String root = text.replaceFirst("(?s)^<\\?.*?\\?>\\s*", "").replaceFirst("(?s)^<([A-Za-z0-9]+).*", "$1");
			try {
				element("", XmlElement.parse(body, root), lines);
				return;
			}
			catch (S3Exception ex) {
				// As below.
			}
		}
		String general = generalise(new String(body, StandardCharsets.ISO_8859_1));
		lines.add("body of " + general.length() + " bytes, SHA-256 "
				+ RequestSigner.hex(RequestSigner.sha256(general.getBytes(StandardCharsets.ISO_8859_1))));
	}

	private void element(String parent, XmlElement element, List<String> lines) {
		String path = parent + "/" + element.name();
		if (!element.children().isEmpty()) {
			element.children().forEach((child) -> element(path, child, lines));
			return;
		}
		String text = element.text().strip();
		boolean shown = ELEMENTS.contains(element.name()) || element.name().startsWith("Checksum");
		lines.add("body " + path + " = " + ((shown || text.isEmpty()) ? generalise(text) : "*"));
	}

	private String generalise(String text) {
		String result = text;
		for (Map.Entry<String, String> variable : this.variables.entrySet()) {
			result = result.replace(variable.getValue(), "{" + variable.getKey() + "}");
		}
		return result.replace("\n", " ");
	}

}
