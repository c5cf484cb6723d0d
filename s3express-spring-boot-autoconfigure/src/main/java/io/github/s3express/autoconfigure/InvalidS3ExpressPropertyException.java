/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.Serial;

/**
 * A property holds what it must not.
 */
public class InvalidS3ExpressPropertyException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String problem;

	private final String fix;

	/**
	 * Creates the exception.
	 * @param problem what is wrong, naming the property and its value
	 * @param fix what to write instead, as an order
	 */
	public InvalidS3ExpressPropertyException(String problem, String fix) {
		super(problem + "; " + fix + ".");
		this.problem = problem;
		this.fix = fix;
	}

	String getProblem() {
		return this.problem;
	}

	String getFix() {
		return this.fix;
	}

}
