/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import org.jspecify.annotations.Nullable;

/**
 * What is done to a request on demand.
 *
 * @param latencyNanos how long it is held back, in nanoseconds
 * @param status the status of the error it is answered with, 0 for none
 * @param code the code of that error
 * @param drop whether the connection is closed without an answer
 * @param truncateAfter the bytes of the body after which the connection is closed, or
 * {@code null}
 * @author The S3 Express Spring Boot authors
 */
public record Injection(long latencyNanos, int status, String code, boolean drop, @Nullable Long truncateAfter) {

	/** Nothing is done. */
	public static final Injection NONE = new Injection(0, 0, "", false, null);

}
