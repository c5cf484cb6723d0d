/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.metrics;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties of the meters of sessions.
 */
@ConfigurationProperties("s3express.metrics")
public class S3ExpressMetricsProperties {

	/**
	 * Number of buckets that get a tag value of their own; all others share one.
	 */
	private int maxBuckets = 100;

	/**
	 * What the AWS SDK measures.
	 */
	private final Sdk sdk = new Sdk();

	public int getMaxBuckets() {
		return this.maxBuckets;
	}

	public void setMaxBuckets(int maxBuckets) {
		this.maxBuckets = maxBuckets;
	}

	public Sdk getSdk() {
		return this.sdk;
	}

	/**
	 * What the AWS SDK measures.
	 */
	public static class Sdk {

		/**
		 * Whether calls of the clients that the starter makes are measured.
		 */
		private boolean enabled = false;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

}
