/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.XmlElement;
import io.github.s3express.local.protocol.XmlWriter;

/**
 * Tags in XML, and what they may be (Amazon S3 User Guide, "Using tags with S3 directory
 * buckets"; "Tag naming and usage conventions").
 *
 * @author The S3 Express Spring Boot authors
 */
final class Tags {

	private static final int MAX = 50;

	private static final String KEY = "[\\p{L}\\p{N}\\p{Zs}_.:/=+@-]{1,128}";

	private static final String VALUE = "[\\p{L}\\p{N}\\p{Zs}_.:/=+@-]{0,256}";

	private Tags() {
	}

	// The tags in an element, none if there is no such element.
	static Map<String, String> read(@Nullable XmlElement parent) {
		Map<String, String> tags = new TreeMap<>();
		if (parent == null) {
			return tags;
		}
		parent.allow("Tag");
		List<XmlElement> entries = parent.children("Tag");
		for (XmlElement entry : entries) {
			entry.allow("Key", "Value");
			XmlElement key = entry.child("Key");
			XmlElement value = entry.child("Value");
			if (key == null || value == null) {
				throw S3Errors.malformedXml();
			}
			if (!key.text().matches(KEY)) {
				throw invalid("The TagKey you have provided is invalid").with("TagKey", key.text());
			}
			if (!value.text().matches(VALUE)) {
				throw invalid("The TagValue you have provided is invalid").with("TagValue", value.text());
			}
			if (key.text().startsWith("aws:")) {
				throw invalid("System tags cannot be added/updated by requester").with("TagKey", key.text());
			}
			if (tags.put(key.text(), value.text()) != null) {
				throw invalid("Cannot provide multiple Tags with the same key").with("TagKey", key.text());
			}
		}
		return checkNumber(tags);
	}

	static Map<String, String> checkNumber(Map<String, String> tags) {
		if (tags.size() > MAX) {
			throw new S3Exception(400, "TooManyTags", "The number of tags exceeds the limit of " + MAX + " tags");
		}
		return tags;
	}

	static void write(XmlWriter xml, Map<String, String> tags) {
		xml.open("Tags");
		tags.forEach((key, value) -> xml.open("Tag").element("Key", key).element("Value", value).close("Tag"));
		xml.close("Tags");
	}

	private static S3Exception invalid(String message) {
		return new S3Exception(400, "InvalidTag", message);
	}

}
