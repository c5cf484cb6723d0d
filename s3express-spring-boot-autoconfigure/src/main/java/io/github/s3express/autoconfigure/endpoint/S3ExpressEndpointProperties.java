/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.endpoint;

import java.util.HashSet;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties of the endpoint {@code s3express}.
 */
@ConfigurationProperties("management.endpoint.s3express")
public class S3ExpressEndpointProperties {

	/**
	 * When to show error messages and IAM policies, which name keys, accounts and roles.
	 * In health too, where when-authorized hides them.
	 */
	private Show showValues = Show.ALWAYS;

	/**
	 * Roles that are authorized to be shown them. When empty, all authenticated users
	 * are.
	 */
	private final Set<String> roles = new HashSet<>();

	public Show getShowValues() {
		return this.showValues;
	}

	public void setShowValues(Show showValues) {
		this.showValues = showValues;
	}

	public Set<String> getRoles() {
		return this.roles;
	}

}
