/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains properties that hold what they must not.
 */
class InvalidS3ExpressPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidS3ExpressPropertyException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidS3ExpressPropertyException cause) {
		String fix = cause.getFix();
		String action = fix.substring(0, 1).toUpperCase(Locale.ROOT) + fix.substring(1) + ".";
		return new FailureAnalysis(cause.getProblem() + ".", action, cause);
	}

}
