/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.local;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Local server inside the application.
 */
@ConfigurationProperties("s3express.local")
public class S3ExpressLocalServerProperties {

	/**
	 * Whether to run the local server and point the clients at it.
	 */
	private boolean enabled = false;

	/**
	 * Port of the local server on 127.0.0.1. By default a free one.
	 */
	private int port = 0;

	/**
	 * How long the sessions of the local server live.
	 */
	private Duration sessionLifetime = Duration.ofMinutes(5);

	/**
	 * Directory that keeps the objects of the local server. By default they are kept in
	 * memory.
	 */
	private @Nullable Path dataDirectory;

	/**
	 * TLS of the local server.
	 */
	private final Tls tls = new Tls();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public int getPort() {
		return this.port;
	}

	public void setPort(int port) {
		this.port = port;
	}

	public Duration getSessionLifetime() {
		return this.sessionLifetime;
	}

	public void setSessionLifetime(Duration sessionLifetime) {
		this.sessionLifetime = sessionLifetime;
	}

	public @Nullable Path getDataDirectory() {
		return this.dataDirectory;
	}

	public void setDataDirectory(@Nullable Path dataDirectory) {
		this.dataDirectory = dataDirectory;
	}

	public Tls getTls() {
		return this.tls;
	}

	/**
	 * TLS of the local server.
	 */
	public static class Tls {

		/**
		 * Whether the local server speaks TLS. The clients of the application trust its
		 * certificate.
		 */
		private boolean enabled = false;

		/**
		 * SSL bundle whose certificate the local server shows. By default one that is
		 * made at start.
		 */
		private @Nullable String bundle;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

	}

}
