/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import org.jspecify.annotations.Nullable;

/**
 * What a session may be used for. A mode is asked for when the session is made and cannot
 * be changed afterwards.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html">CreateSession</a>
 */
public enum SessionMode {

	/**
	 * No mode is asked for: the service tries ReadWrite and falls back to ReadOnly.
	 */
	DEFAULT(null),

	/**
	 * Every zonal operation.
	 */
	READ_WRITE("ReadWrite"),

	/**
	 * GetObject, HeadObject, ListObjectsV2, GetObjectAttributes, ListParts and
	 * ListMultipartUploads.
	 */
	READ_ONLY("ReadOnly");

	private final @Nullable String headerValue;

	SessionMode(@Nullable String headerValue) {
		this.headerValue = headerValue;
	}

	/**
	 * The value of {@code x-amz-create-session-mode}.
	 * @return the value, or {@code null} if the header is not sent
	 */
	public @Nullable String headerValue() {
		return this.headerValue;
	}

}
