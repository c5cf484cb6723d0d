/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.protocol.Timestamps;
import io.github.s3express.local.protocol.UriCodec;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.MultipartUpload;
import io.github.s3express.local.storage.StoredObject;

/**
 * ListObjectsV2 as directory buckets have it: delimiter {@code /} only, prefixes that end
 * in it, no order. The order here is that of a hash, so that nobody comes to rely on the
 * order of keys.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ObjectListing {

	private static final int MAX_KEYS = 1000;

	private final ServerState state;

	ObjectListing(ServerState state) {
		this.state = state;
	}

	S3Response list(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		String prefix = Parameters.prefix(request);
		String delimiter = Parameters.delimiter(request);
		boolean encoded = Parameters.urlEncoding(request);
		int maximum = Parameters.number(request, "max-keys", MAX_KEYS, MAX_KEYS);
		String token = request.parameter("continuation-token");
		List<Entry> page = page(bucket, prefix, delimiter, ContinuationToken.decode(token), maximum + 1L);
		boolean truncated = page.size() > maximum && maximum > 0;
		page = page.subList(0, Math.min(maximum, page.size()));

		XmlWriter xml = new XmlWriter().root("ListBucketResult")
			.element("Name", request.named())
			.element("Prefix", encode(prefix, encoded))
			.element("Delimiter", delimiter)
			.element("MaxKeys", maximum)
			.element("EncodingType", encoded ? "url" : null)
			.element("KeyCount", page.size())
			.element("IsTruncated", truncated)
			.element("ContinuationToken", token);
		if (truncated) {
			xml.element("NextContinuationToken", ContinuationToken.encode(page.get(page.size() - 1).name));
		}
		boolean owner = "true".equals(request.parameter("fetch-owner"));
		for (Entry entry : page) {
			if (entry.object != null) {
				contents(xml, entry.object, encoded, owner);
			}
		}
		for (Entry entry : page) {
			if (entry.object == null) {
				xml.open("CommonPrefixes").element("Prefix", encode(entry.name, encoded)).close("CommonPrefixes");
			}
		}
		return S3Response.xml(xml.close("ListBucketResult"));
	}

	private static void contents(XmlWriter xml, StoredObject object, boolean encoded, boolean owner) {
		xml.open("Contents")
			.element("Key", encode(object.key(), encoded))
			.element("LastModified", Timestamps.iso(object.lastModified()))
			.element("ETag", Conditions.quoted(object.etag()))
			.element("Size", object.content().length())
			.element("StorageClass", "EXPRESS_ONEZONE");
		if (object.checksum() != null) {
			xml.element("ChecksumAlgorithm", object.checksum().algorithm().name())
				.element("ChecksumType", object.checksum().type());
		}
		if (owner) {
			xml.open("Owner").element("ID", Principal.ACCOUNT).close("Owner");
		}
		xml.close("Contents");
	}

	private static List<Entry> page(Bucket bucket, String prefix, @Nullable String delimiter, String after,
			long maximum) {
		Map<String, Entry> entries = new LinkedHashMap<>();
		for (StoredObject object : bucket.from(prefix).values()) {
			String key = object.key();
			if (!key.startsWith(prefix)) {
				break;
			}
			int end = (delimiter != null) ? key.indexOf(delimiter, prefix.length()) : -1;
			String name = (end < 0) ? key : key.substring(0, end + 1);
			StoredObject listed = (end < 0) ? object : null;
			entries.computeIfAbsent(name, (text) -> new Entry(text, spread(text), listed));
		}
		if (delimiter != null) {
			// Amazon S3 User Guide: prefixes of uploads in progress are listed as well.
			for (MultipartUpload upload : bucket.uploads().all()) {
				int end = upload.key().startsWith(prefix) ? upload.key().indexOf(delimiter, prefix.length()) : -1;
				if (end >= 0) {
					entries.computeIfAbsent(upload.key().substring(0, end + 1),
							(text) -> new Entry(text, spread(text), null));
				}
			}
		}
		Comparator<Entry> order = Comparator.comparingLong(Entry::hash).thenComparing(Entry::name);
		Entry last = after.isEmpty() ? null : new Entry(after, spread(after), null);
		return new ArrayList<>(entries.values()
			.stream()
			.filter((entry) -> last == null || order.compare(entry, last) > 0)
			.sorted(order)
			.limit(maximum)
			.toList());
	}

	private static long spread(String name) {
		return Objects.hash(name) * 0x9E3779B97F4A7C15L;
	}

	private static @Nullable String encode(String text, boolean encoded) {
		return encoded ? UriCodec.encode(text, true) : text;
	}

	private record Entry(String name, long hash, @Nullable StoredObject object) {

	}

}
