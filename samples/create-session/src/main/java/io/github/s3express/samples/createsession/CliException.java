/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Ends the program with a sentence on standard error and an exit code.
 */
final class CliException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final int exitCode;

	CliException(int exitCode, String message) {
		this(exitCode, message, null);
	}

	CliException(int exitCode, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.exitCode = exitCode;
	}

	static CliException usage(String message) {
		return new CliException(ExitCode.USAGE, message);
	}

	int exitCode() {
		return this.exitCode;
	}

}
