/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Settings that another library has for all S3 clients of the application.
 */
interface SharedClientSettings {

	/**
	 * The Region that the library gives its clients.
	 * @return the Region
	 * @throws software.amazon.awssdk.core.exception.SdkClientException if none is
	 * configured
	 */
	Region region();

	/**
	 * Sets up a builder like those of the library's own clients.
	 * @param builder a new builder
	 * @param region the Region of a client for which the library has none
	 */
	void configure(S3ClientBuilder builder, Region region);

	/**
	 * Sets up a builder like those of the library's own clients.
	 * @param builder a new builder
	 * @param region the Region of a client for which the library has none
	 */
	void configure(S3AsyncClientBuilder builder, Region region);

}
