/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;

/**
 * Hides what operators are not to see, in health and in the endpoint alike: what the
 * application's sanitizing functions hide, and all free text where values are not shown.
 */
public final class SessionTexts {

	private static final String LAST_ERROR = "lastError";

	private static final String POLICY = "policy";

	private final Sanitizer sanitizer;

	/**
	 * Creates the texts.
	 * @param sanitizer sees every error under the key {@code lastError}, every IAM policy
	 * under the key {@code policy}
	 */
	public SessionTexts(Sanitizer sanitizer) {
		this.sanitizer = sanitizer;
	}

	@Nullable String error(@Nullable String text, boolean showValues) {
		return sanitize(LAST_ERROR, text, showValues);
	}

	@Nullable String policy(String text, boolean showValues) {
		return sanitize(POLICY, text, showValues);
	}

	private @Nullable String sanitize(String key, @Nullable String text, boolean showValues) {
		if (text == null) {
			return null;
		}
		Object sanitized = this.sanitizer.sanitize(new SanitizableData(null, key, text), showValues);
		return (sanitized != null) ? sanitized.toString() : null;
	}

}
