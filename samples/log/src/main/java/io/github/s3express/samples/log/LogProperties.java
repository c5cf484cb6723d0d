/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.log;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of the sample.
 *
 * @param bucket where the log is
 * @param key what it is called
 * @param kills how many writers are killed
 * @param role what this process does
 */
@ConfigurationProperties("log")
record LogProperties(String bucket, String key, @DefaultValue("3") int kills, @DefaultValue("killer") Role role) {

	/**
	 * What a process does.
	 */
	enum Role {

		/** Kills writers and verifies the log. */
		KILLER,

		/** Appends until it is killed. */
		WRITER

	}

}
