/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;

/**
 * Carries out one operation.
 *
 * @author The S3 Express Spring Boot authors
 */
@FunctionalInterface
interface OperationHandler {

	S3Response handle(S3Request request) throws IOException;

}
