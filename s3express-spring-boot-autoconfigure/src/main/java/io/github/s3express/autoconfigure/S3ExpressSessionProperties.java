/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.SessionModeStrategy;

/**
 * Sessions of all buckets.
 */
public class S3ExpressSessionProperties {

	/**
	 * Whether sessions are used. Without, every request is signed with IAM credentials.
	 */
	private boolean enabled = true;

	/**
	 * What sessions may be used for.
	 */
	private SessionModeStrategy mode = SessionModeStrategy.DEFAULT;

	/**
	 * How long before its expiry a session is replaced.
	 */
	private Duration refreshBeforeExpiry = Duration.ofSeconds(75);

	/**
	 * Share of the refresh window by which refreshes are spread.
	 */
	private double refreshJitter = 0.2;

	/**
	 * With less than this left, a session signs nothing more, unless its replacement
	 * failed or is still under way.
	 */
	private Duration expiryThreshold = Duration.ofSeconds(5);

	/**
	 * Unused this long, a session is refreshed no more and then let go.
	 */
	private Duration idleTimeout = Duration.ofMinutes(10);

	/**
	 * Number of sessions that are held at most.
	 */
	private int maxSessions = 10000;

	/**
	 * How long a caller waits for a session, all tries together.
	 */
	private Duration createTimeout = Duration.ofSeconds(10);

	/**
	 * How long one call of CreateSession is waited for before the next try begins. If not
	 * set: 3 seconds, or as long as a caller waits if that is shorter.
	 */
	private @Nullable Duration callTimeout;

	/**
	 * Number of CreateSession calls that are under way at most.
	 */
	private int maxConcurrentCreations = 16;

	/**
	 * Retries of CreateSession.
	 */
	private final Retry retry = new Retry();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public SessionModeStrategy getMode() {
		return this.mode;
	}

	public void setMode(SessionModeStrategy mode) {
		this.mode = mode;
	}

	public Duration getRefreshBeforeExpiry() {
		return this.refreshBeforeExpiry;
	}

	public void setRefreshBeforeExpiry(Duration refreshBeforeExpiry) {
		this.refreshBeforeExpiry = refreshBeforeExpiry;
	}

	public double getRefreshJitter() {
		return this.refreshJitter;
	}

	public void setRefreshJitter(double refreshJitter) {
		this.refreshJitter = refreshJitter;
	}

	public Duration getExpiryThreshold() {
		return this.expiryThreshold;
	}

	public void setExpiryThreshold(Duration expiryThreshold) {
		this.expiryThreshold = expiryThreshold;
	}

	public Duration getIdleTimeout() {
		return this.idleTimeout;
	}

	public void setIdleTimeout(Duration idleTimeout) {
		this.idleTimeout = idleTimeout;
	}

	public int getMaxSessions() {
		return this.maxSessions;
	}

	public void setMaxSessions(int maxSessions) {
		this.maxSessions = maxSessions;
	}

	public Duration getCreateTimeout() {
		return this.createTimeout;
	}

	public void setCreateTimeout(Duration createTimeout) {
		this.createTimeout = createTimeout;
	}

	public @Nullable Duration getCallTimeout() {
		return this.callTimeout;
	}

	public void setCallTimeout(@Nullable Duration callTimeout) {
		this.callTimeout = callTimeout;
	}

	public int getMaxConcurrentCreations() {
		return this.maxConcurrentCreations;
	}

	public void setMaxConcurrentCreations(int maxConcurrentCreations) {
		this.maxConcurrentCreations = maxConcurrentCreations;
	}

	public Retry getRetry() {
		return this.retry;
	}

	/**
	 * Retries of CreateSession.
	 */
	public static class Retry {

		/**
		 * Number of calls that may follow a first one that failed.
		 */
		private int maxRetries = 3;

		/**
		 * Wait before the first retry.
		 */
		private Duration initialInterval = Duration.ofMillis(50);

		/**
		 * Factor by which each wait is longer than the one before.
		 */
		private double multiplier = 2;

		/**
		 * Longest wait.
		 */
		private Duration maxInterval = Duration.ofSeconds(2);

		/**
		 * Share of a wait that is left to chance.
		 */
		private double jitter = 0.5;

		public int getMaxRetries() {
			return this.maxRetries;
		}

		public void setMaxRetries(int maxRetries) {
			this.maxRetries = maxRetries;
		}

		public Duration getInitialInterval() {
			return this.initialInterval;
		}

		public void setInitialInterval(Duration initialInterval) {
			this.initialInterval = initialInterval;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxInterval() {
			return this.maxInterval;
		}

		public void setMaxInterval(Duration maxInterval) {
			this.maxInterval = maxInterval;
		}

		public double getJitter() {
			return this.jitter;
		}

		public void setJitter(double jitter) {
			this.jitter = jitter;
		}

	}

}
