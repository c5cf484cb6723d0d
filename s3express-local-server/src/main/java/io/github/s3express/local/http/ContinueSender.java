/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.IOException;

/**
 * Tells a client that waits with its body to go on.
 *
 * @author The S3 Express Spring Boot authors
 */
@FunctionalInterface
interface ContinueSender {

	void sendContinue() throws IOException;

}
