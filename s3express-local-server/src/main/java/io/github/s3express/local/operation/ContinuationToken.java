/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;

/**
 * The place in a listing where the next page begins.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ContinuationToken {

	private static final String VERSION = "1:";

	private ContinuationToken() {
	}

	static String encode(String last) {
		return Base64.getUrlEncoder().encodeToString((VERSION + last).getBytes(StandardCharsets.UTF_8));
	}

	static String decode(@Nullable String token) {
		if (token == null || token.isEmpty()) {
			return "";
		}
		try {
			String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
			if (text.startsWith(VERSION)) {
				return text.substring(VERSION.length());
			}
		}
		catch (IllegalArgumentException ex) {
			// Not one of ours, as below.
		}
		throw S3Errors.invalidArgument("continuation-token", token, "The continuation token provided is incorrect");
	}

}
