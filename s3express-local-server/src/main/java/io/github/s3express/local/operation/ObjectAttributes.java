/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ObjectChecksum;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.Timestamps;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.StoredObject;
import io.github.s3express.local.storage.StoredPart;

/**
 * GetObjectAttributes.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ObjectAttributes {

	private static final Set<String> KNOWN = Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

	private final ServerState state;

	ObjectAttributes(ServerState state) {
		this.state = state;
	}

	S3Response get(S3Request request) {
		StoredObject object = this.state.buckets().get(request.bucket()).find(request.key());
		if (object == null) {
			throw S3Errors.noSuchKey(request.key());
		}
		Set<String> wanted = new TreeSet<>();
		for (String header : request.target().http().headers().all("x-amz-object-attributes")) {
			Arrays.stream(header.split(",")).map(String::strip).forEach(wanted::add);
		}
		if (wanted.isEmpty() || !KNOWN.containsAll(wanted)) {
			throw S3Errors.invalidArgument("x-amz-object-attributes", String.join(",", wanted),
					"Invalid attribute name specified.");
		}
		int maximum = number(request.header("x-amz-max-parts"), 1000);
		int marker = number(request.header("x-amz-part-number-marker"), 0);
		XmlWriter xml = new XmlWriter().root("GetObjectAttributesResponse");
		if (wanted.contains("ETag")) {
			xml.element("ETag", object.etag());
		}
		ObjectChecksum checksum = object.checksum();
		if (wanted.contains("Checksum") && checksum != null) {
			String value = checksum.value();
			int hyphen = value.indexOf('-');
			xml.open("Checksum")
				.element(checksum.algorithm().element(), (hyphen >= 0) ? value.substring(0, hyphen) : value)
				.element("ChecksumType", checksum.type())
				.close("Checksum");
		}
		if (wanted.contains("ObjectParts") && !object.parts().isEmpty()) {
			parts(xml, maximum, marker, object);
		}
		if (wanted.contains("StorageClass")) {
			xml.element("StorageClass", "EXPRESS_ONEZONE");
		}
		if (wanted.contains("ObjectSize")) {
			xml.element("ObjectSize", object.content().length());
		}
		return S3Response.xml(xml.close("GetObjectAttributesResponse"))
			.header("Last-Modified", Timestamps.http(object.lastModified()));
	}

	private static void parts(XmlWriter xml, int maximum, int marker, StoredObject object) {
		List<StoredPart> rest = object.parts().stream().filter((part) -> part.number() > marker).toList();
		List<StoredPart> page = rest.subList(0, Math.min(Math.min(maximum, 1000), rest.size()));
		xml.open("ObjectParts")
			.element("PartsCount", object.parts().size())
			.element("PartNumberMarker", marker)
			.element("NextPartNumberMarker", page.isEmpty() ? null : page.get(page.size() - 1).number())
			.element("MaxParts", maximum)
			.element("IsTruncated", page.size() < rest.size());
		ObjectChecksum checksum = object.checksum();
		for (StoredPart part : page) {
			xml.open("Part").element("PartNumber", part.number()).element("Size", part.length());
			if (checksum != null) {
				xml.element(checksum.algorithm().element(), part.checksum());
			}
			xml.close("Part");
		}
		xml.close("ObjectParts");
	}

	private static int number(@Nullable String header, int fallback) {
		if (header == null) {
			return fallback;
		}
		if (!header.matches("[0-9]{1,6}")) {
			throw S3Errors.invalidRequest("The value '" + header + "' is no number of parts.");
		}
		return Integer.parseInt(header);
	}

}
