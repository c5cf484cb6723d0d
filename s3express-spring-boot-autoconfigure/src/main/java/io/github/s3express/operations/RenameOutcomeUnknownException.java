/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.Serial;

/**
 * The service did not say what became of a rename, and the keys do not tell either. It
 * was done as a whole, or not at all, or will be.
 */
public class RenameOutcomeUnknownException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message one sentence
	 * @param cause what the client threw
	 */
	public RenameOutcomeUnknownException(String message, Throwable cause) {
		super(message, cause);
	}

}
