/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

/**
 * The two sorts of endpoints that S3 Express has.
 *
 * @author The S3 Express Spring Boot authors
 */
public enum EndpointKind {

	/** Objects and sessions; control operations are taken as well. */
	ZONAL,

	/** Buckets and their configuration. */
	CONTROL

}
