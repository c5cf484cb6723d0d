/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why a required session could not be made.
 */
class RequiredSessionFailureAnalyzer extends AbstractFailureAnalyzer<RequiredSessionException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, RequiredSessionException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Correct the cause, or set s3express.buckets.%s.required to false to start without the session."
					.formatted(cause.getBucketId()),
				cause);
	}

}
