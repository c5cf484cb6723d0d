/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

/**
 * What came of a use, where no exception says it well.
 */
final class UnexpectedOutcomeException extends RuntimeException {

	UnexpectedOutcomeException(String outcome, Throwable cause) {
		super(outcome, cause);
	}

}
