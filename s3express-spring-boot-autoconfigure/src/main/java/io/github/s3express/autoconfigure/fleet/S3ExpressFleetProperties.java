/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Sessions that the instances of an application share.
 */
@ConfigurationProperties("s3express.fleet")
public class S3ExpressFleetProperties {

	/**
	 * Whether instances of the application share their sessions.
	 */
	private boolean enabled = false;

	/**
	 * Whose sessions are shared: the principal that the application's own credentials
	 * belong to, such as the ARN of its role. Instances share if they name the same.
	 */
	private @Nullable String principal;

	/**
	 * Keys that seal what is shared: 32 bytes each, in Base64. The first seals, all open.
	 */
	private List<String> encryptionKeys = new ArrayList<>();

	/**
	 * Name that keeps apart fleets that share a store. By default the application's name.
	 */
	private @Nullable String namespace;

	/**
	 * How long a request that needs a session waits for the store at most.
	 */
	private Duration timeout = Duration.ofMillis(50);

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getPrincipal() {
		return this.principal;
	}

	public void setPrincipal(@Nullable String principal) {
		this.principal = principal;
	}

	public List<String> getEncryptionKeys() {
		return this.encryptionKeys;
	}

	public void setEncryptionKeys(List<String> encryptionKeys) {
		this.encryptionKeys = encryptionKeys;
	}

	public @Nullable String getNamespace() {
		return this.namespace;
	}

	public void setNamespace(@Nullable String namespace) {
		this.namespace = namespace;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

}
