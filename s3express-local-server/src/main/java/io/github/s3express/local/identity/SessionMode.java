/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import org.jspecify.annotations.Nullable;

/**
 * What a session may do.
 *
 * @author The S3 Express Spring Boot authors
 */
public enum SessionMode {

	/** Reads and writes. */
	READ_WRITE("ReadWrite"),

	/** Reads. */
	READ_ONLY("ReadOnly");

	private final String value;

	SessionMode(String value) {
		this.value = value;
	}

	/**
	 * The mode as the header and policies spell it.
	 * @return {@code ReadWrite} or {@code ReadOnly}
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Reads the header.
	 * @param value what a client sent
	 * @return the mode, or {@code null} if there is none of that name
	 */
	public static @Nullable SessionMode of(String value) {
		for (SessionMode mode : values()) {
			if (mode.value.equals(value)) {
				return mode;
			}
		}
		return null;
	}

}
