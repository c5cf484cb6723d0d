/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Changes the builder of the clients that make sessions, and of no others. They get what
 * every {@link S3ClientBuilderCustomizer} does as well, and before. Beans of this type
 * are applied in their order; retries stay off, because the session manager retries.
 */
@FunctionalInterface
public interface CreateSessionClientBuilderCustomizer {

	/**
	 * Changes the builder.
	 * @param builder the builder, set up like that of the application's {@code S3Client}
	 */
	void customize(S3ClientBuilder builder);

}
