/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keys under {@code s3express} bind to nothing.
 */
class UnknownPropertyException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param unknown the keys
	 */
	UnknownPropertyException(List<UnknownPropertiesCheck.Unknown> unknown) {
		super(unknown.stream()
			.map(UnknownPropertiesCheck.Unknown::sentence)
			.distinct()
			.collect(Collectors.joining(System.lineSeparator())));
	}

}
