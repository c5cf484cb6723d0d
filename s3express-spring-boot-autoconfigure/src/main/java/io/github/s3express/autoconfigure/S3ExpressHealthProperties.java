/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties of the health of sessions.
 */
@ConfigurationProperties("management.health.s3express")
public class S3ExpressHealthProperties {

	/**
	 * With less than this left, a session that could not be refreshed counts as down. By
	 * default it is up as long as it serves.
	 */
	private Duration downBeforeExpiry = Duration.ofSeconds(0);

	public Duration getDownBeforeExpiry() {
		return this.downBeforeExpiry;
	}

	public void setDownBeforeExpiry(Duration downBeforeExpiry) {
		this.downBeforeExpiry = downBeforeExpiry;
	}

}
