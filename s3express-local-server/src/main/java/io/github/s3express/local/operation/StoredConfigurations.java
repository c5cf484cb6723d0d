/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.XmlElement;
import io.github.s3express.local.storage.Bucket;

/**
 * Inventory and metrics configurations: kept and given back. No report is written and no
 * metric is sent.
 *
 * @author The S3 Express Spring Boot authors
 */
final class StoredConfigurations {

	/** What a description in a data directory can take. */
	static final int MAX_DOCUMENT = 60 * 1024;

	/** API Reference: a page has at most 100. */
	private static final int PAGE = 100;

	private final ServerState state;

	private final String kind;

	private final String root;

	private final String[] elements;

	private StoredConfigurations(ServerState state, String kind, String root, String... elements) {
		this.state = state;
		this.kind = kind;
		this.root = root;
		this.elements = elements;
	}

	static StoredConfigurations inventory(ServerState state) {
		return new StoredConfigurations(state, "inventory", "InventoryConfiguration", "Destination", "IsEnabled",
				"Filter", "Id", "IncludedObjectVersions", "OptionalFields", "Schedule");
	}

	static StoredConfigurations metrics(ServerState state) {
		return new StoredConfigurations(state, "metrics", "MetricsConfiguration", "Id", "Filter");
	}

	S3Response put(S3Request request) throws IOException {
		Bucket bucket = this.state.buckets().get(request.bucket());
		byte[] body = VerifiedDocument.read(request, MAX_DOCUMENT);
		XmlElement document = XmlElement.parse(body, this.root);
		document.allow(this.elements);
		String id = id(request);
		if (!id.equals(document.childText("Id"))) {
			throw S3Errors.invalidArgument("id", id, "The id of the request is not that of the document.");
		}
		bucket.update((info) -> info.withConfiguration(key(id), text(body)));
		return S3Response.of((this.kind.equals("metrics")) ? 204 : 200);
	}

	S3Response get(S3Request request) {
		String document = this.state.buckets().get(request.bucket()).info().configurations().get(key(id(request)));
		if (document == null) {
			throw noSuchConfiguration();
		}
		return xml(document);
	}

	S3Response list(S3Request request) {
		String prefix = key("");
		String token = request.parameter("continuation-token");
		String after = ContinuationToken.decode(token);
		List<Map.Entry<String, String>> found = this.state.buckets()
			.get(request.bucket())
			.info()
			.configurations()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(prefix) && entry.getKey().compareTo(after) > 0)
			.limit(PAGE + 1L)
			.toList();
		List<Map.Entry<String, String>> page = found.subList(0, Math.min(PAGE, found.size()));
		boolean truncated = found.size() > PAGE;
		StringBuilder text = new StringBuilder(
				"<List" + this.root + "sResult><IsTruncated>" + truncated + "</IsTruncated>");
		if (truncated) {
			text.append("<NextContinuationToken>")
				.append(ContinuationToken.encode(page.get(PAGE - 1).getKey()))
				.append("</NextContinuationToken>");
		}
		page.forEach((entry) -> text.append(entry.getValue()));
		return xml(text.append("</List").append(this.root).append("sResult>").toString());
	}

	S3Response delete(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		String key = key(id(request));
		bucket.update((info) -> {
			if (!info.configurations().containsKey(key)) {
				throw noSuchConfiguration();
			}
			return info.withConfiguration(key, null);
		});
		return S3Response.of(204);
	}

	private String key(String id) {
		return this.kind + "/" + id;
	}

	private static String id(S3Request request) {
		@Nullable String id = request.parameter("id");
		if (id == null || !id.matches("[a-zA-Z0-9._-]{1,64}")) {
			throw S3Errors.invalidArgument("id", String.valueOf(id),
					"An id has 1 to 64 letters, digits, dots, hyphens and underscores.");
		}
		return id;
	}

	// Without the XML declaration, so that documents can be put one into another.
	static String text(byte[] document) {
		return new String(document, StandardCharsets.UTF_8).strip().replaceFirst("^\uFEFF?<\\?xml[^>]*\\?>\\s*", "");
	}

	static S3Response xml(String document) {
		return S3Response.of(200)
			.header("Content-Type", "application/xml")
			.body(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document).getBytes(StandardCharsets.UTF_8));
	}

	private static S3Exception noSuchConfiguration() {
		return new S3Exception(404, "NoSuchConfiguration", "The specified configuration does not exist.");
	}

}
