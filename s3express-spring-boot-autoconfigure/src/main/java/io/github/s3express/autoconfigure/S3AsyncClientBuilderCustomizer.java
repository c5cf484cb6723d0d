/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/**
 * Changes the builder of the auto-configured {@code S3AsyncClient} and that of the
 * transfer manager's client: timeouts, HTTP client, interceptors, checksum settings.
 * Beans of this type are applied in their order, before managed sessions are put in.
 */
@FunctionalInterface
public interface S3AsyncClientBuilderCustomizer {

	/**
	 * Changes the builder.
	 * @param builder the builder, with Region, credentials and HTTP client set
	 */
	void customize(S3AsyncClientBuilder builder);

}
