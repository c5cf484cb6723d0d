/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.local;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.s3express.local.LocalServerPortInUseException;

/**
 * Explains that the local server's port is in use.
 */
class LocalServerPortInUseFailureAnalyzer extends AbstractFailureAnalyzer<LocalServerPortInUseException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, LocalServerPortInUseException cause) {
		return new FailureAnalysis(
				"s3express.local.port is %d, but that port of %s is in use; write another port, or leave the property out for a free one."
					.formatted(cause.getPort(), cause.getHost()),
				"Write another port, or leave s3express.local.port out for a free one.", cause);
	}

}
