/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.Locale;

/**
 * What directory buckets lack or do otherwise, and is made up for.
 */
public enum CompatibilityKind {

	/**
	 * A listing whose prefix, delimiter or {@code start-after} directory buckets refuse.
	 */
	LIST_PREFIX("they list prefixes that end in / only, with / as the only delimiter and no start-after; "
			+ "the nearest parent is listed and filtered, at the cost of reading all keys below it"),

	/**
	 * ListObjects, the first version.
	 */
	LIST_V1("they lack ListObjects (version 1); it is sent as ListObjectsV2, at the cost of a memory of the last keys "
			+ "of pages, which callers take as markers"),

	/**
	 * A listing in the order of keys.
	 */
	LIST_ORDER("they list in no order; all keys below the prefix are read for each page, at the cost of the requests "
			+ "that takes"),

	/**
	 * Common prefixes that exist only because of open multipart uploads.
	 */
	LIST_OPEN_UPLOADS("they list common prefixes of open multipart uploads; these are looked up and left out, at the "
			+ "cost of one request for each page and one for each such prefix"),

	/**
	 * {@code Content-MD5}.
	 */
	CONTENT_MD5("they refuse Content-MD5; it is left out, at no cost: a CRC32 protects the body"),

	/**
	 * CreateBucket without location and type.
	 */
	CREATE_BUCKET("they are created with a location and a type; both are taken from the name, at no cost"),

	/**
	 * A presigned URL that is to live longer than its session.
	 */
	PRESIGNED_LIFE("their presigned URLs die with the session that signed them"),

	/**
	 * A client that was closed by someone whom the application lent it to.
	 */
	SHARED_CLOSE("a library closed a client of the application; it stays open until the application closes it");

	private final String explanation;

	CompatibilityKind(String explanation) {
		this.explanation = explanation;
	}

	/**
	 * The value of the meter's tag and the last part of the property's name.
	 * @return for example {@code list-prefix}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	String explanation() {
		return this.explanation;
	}

}
