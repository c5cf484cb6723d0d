/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.health;

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

	/**
	 * Which buckets can turn health down. Others show how they stand in the details only.
	 */
	private DownFor downFor = DownFor.CONFIGURED_BUCKETS;

	public Duration getDownBeforeExpiry() {
		return this.downBeforeExpiry;
	}

	public void setDownBeforeExpiry(Duration downBeforeExpiry) {
		this.downBeforeExpiry = downBeforeExpiry;
	}

	public DownFor getDownFor() {
		return this.downFor;
	}

	public void setDownFor(DownFor downFor) {
		this.downFor = downFor;
	}

	/**
	 * Which buckets can turn health down.
	 */
	public enum DownFor {

		/**
		 * Those under {@code s3express.buckets}, with the application's own credentials.
		 */
		CONFIGURED_BUCKETS,

		/**
		 * All that were ever asked for, a mistyped one too.
		 */
		ALL_BUCKETS

	}

}
