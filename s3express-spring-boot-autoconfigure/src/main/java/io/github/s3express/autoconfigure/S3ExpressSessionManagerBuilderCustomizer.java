/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;

/**
 * Changes the builder of the auto-configured session manager. Beans of this type are
 * applied in their order, after the properties.
 */
@FunctionalInterface
public interface S3ExpressSessionManagerBuilderCustomizer {

	/**
	 * Changes the builder.
	 * @param builder the builder, with everything set that the properties say
	 */
	void customize(S3ExpressSessionManagerBuilder builder);

}
