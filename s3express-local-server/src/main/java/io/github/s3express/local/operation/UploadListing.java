/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.protocol.Timestamps;
import io.github.s3express.local.protocol.UriCodec;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.MultipartUpload;
import io.github.s3express.local.storage.MultipartUpload.UploadedPart;

/**
 * ListParts and ListMultipartUploads. The latter is in no order of keys.
 *
 * @author The S3 Express Spring Boot authors
 */
final class UploadListing {

	private static final int MAX = 1000;

	private final ServerState state;

	UploadListing(ServerState state) {
		this.state = state;
	}

	S3Response parts(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		MultipartUpload upload = MultipartOperations.upload(request, bucket);
		int maximum = Parameters.number(request, "max-parts", MAX, MAX);
		int marker = Parameters.number(request, "part-number-marker", 0, Integer.MAX_VALUE);
		List<UploadedPart> parts = upload.parts().stream().filter((part) -> part.number() > marker).toList();
		boolean truncated = parts.size() > maximum && maximum > 0;
		List<UploadedPart> page = parts.subList(0, Math.min(maximum, parts.size()));
		XmlWriter xml = new XmlWriter().root("ListPartsResult")
			.element("Bucket", request.named())
			.element("Key", request.key())
			.element("UploadId", upload.id())
			.element("StorageClass", "EXPRESS_ONEZONE")
			.element("PartNumberMarker", marker)
			.element("NextPartNumberMarker", page.isEmpty() ? 0 : page.get(page.size() - 1).number())
			.element("MaxParts", maximum)
			.element("IsTruncated", truncated);
		if (upload.checksumming().declared()) {
			xml.element("ChecksumAlgorithm", upload.checksumming().algorithm().name())
				.element("ChecksumType", upload.checksumming().type());
		}
		owner(xml);
		for (UploadedPart part : page) {
			xml.open("Part")
				.element("PartNumber", part.number())
				.element("LastModified", Timestamps.iso(part.lastModified()))
				.element("ETag", Conditions.quoted(part.etag()))
				.element("Size", part.content().length())
				.element(upload.checksumming().algorithm().element(), part.checksum())
				.close("Part");
		}
		return S3Response.xml(xml.close("ListPartsResult"));
	}

	S3Response uploads(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		String prefix = Parameters.prefix(request);
		String delimiter = Parameters.delimiter(request);
		boolean encoded = Parameters.urlEncoding(request);
		int maximum = Parameters.number(request, "max-uploads", MAX, MAX);
		// Here the key marker is opaque, as the documentation says of directory buckets:
		// it holds the id of the last upload of the page before.
		String after = ContinuationToken.decode(request.parameter("key-marker"));
		List<MultipartUpload> found = bucket.uploads()
			.all()
			.stream()
			.filter((upload) -> upload.id().compareTo(after) > 0 && upload.key().startsWith(prefix))
			.toList();
		List<MultipartUpload> page = found.subList(0, Math.min(maximum, found.size()));
		boolean truncated = found.size() > page.size() && !page.isEmpty();
		XmlWriter xml = new XmlWriter().root("ListMultipartUploadsResult")
			.element("Bucket", request.named())
			.element("KeyMarker", request.parameter("key-marker"))
			.element("NextKeyMarker", truncated ? ContinuationToken.encode(page.get(page.size() - 1).id()) : null)
			.element("Prefix", encode(prefix, encoded))
			.element("Delimiter", delimiter)
			.element("MaxUploads", maximum)
			.element("EncodingType", encoded ? "url" : null)
			.element("IsTruncated", truncated);
		TreeSet<String> prefixes = new TreeSet<>();
		for (MultipartUpload upload : page) {
			int end = (delimiter != null) ? upload.key().indexOf(delimiter, prefix.length()) : -1;
			if (end >= 0) {
				prefixes.add(upload.key().substring(0, end + 1));
			}
			else {
				upload(xml, upload, encoded);
			}
		}
		for (String common : prefixes) {
			xml.open("CommonPrefixes").element("Prefix", encode(common, encoded)).close("CommonPrefixes");
		}
		return S3Response.xml(xml.close("ListMultipartUploadsResult"));
	}

	private static void upload(XmlWriter xml, MultipartUpload upload, boolean encoded) {
		xml.open("Upload")
			.element("Key", encode(upload.key(), encoded))
			.element("UploadId", upload.id())
			.element("StorageClass", "EXPRESS_ONEZONE")
			.element("Initiated", Timestamps.iso(upload.initiated()));
		if (upload.checksumming().declared()) {
			xml.element("ChecksumAlgorithm", upload.checksumming().algorithm().name())
				.element("ChecksumType", upload.checksumming().type());
		}
		owner(xml);
		xml.close("Upload");
	}

	private static void owner(XmlWriter xml) {
		xml.open("Initiator").element("ID", Principal.ACCOUNT).close("Initiator");
		xml.open("Owner").element("ID", Principal.ACCOUNT).close("Owner");
	}

	private static @Nullable String encode(String text, boolean encoded) {
		return encoded ? UriCodec.encode(text, true) : text;
	}

}
