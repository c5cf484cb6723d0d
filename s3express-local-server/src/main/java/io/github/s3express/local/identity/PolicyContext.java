/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request as policies see it: who asks to do what with what, and the condition keys
 * that it has.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class PolicyContext {

	private final Principal principal;

	private final String action;

	private final String resource;

	private final Map<String, List<String>> keys = new HashMap<>();

	/**
	 * Create a context without any keys but those of the principal.
	 * @param principal who asks
	 * @param action for example {@code s3express:CreateSession}
	 * @param resource the ARN of a bucket or an access point
	 */
	public PolicyContext(Principal principal, String action, String resource) {
		this.principal = principal;
		this.action = action;
		this.resource = resource;
		with("aws:PrincipalArn", principal.arn());
		with("aws:PrincipalAccount", Principal.ACCOUNT);
		with("aws:PrincipalType", principal.name().equals("root") ? "Account" : "User");
		with("s3express:ResourceAccount", Principal.ACCOUNT);
		with("aws:ResourceAccount", Principal.ACCOUNT);
	}

	/**
	 * Adds a key.
	 * @param key its name, which is not case-sensitive
	 * @param value its value, {@code null} leaves it out
	 * @return this context
	 */
	public PolicyContext with(String key, @Nullable String value) {
		if (value != null) {
			this.keys.put(key.toLowerCase(Locale.ROOT), List.of(value));
		}
		return this;
	}

	/**
	 * Adds a key of several values.
	 * @param key its name
	 * @param values its values
	 * @return this context
	 */
	public PolicyContext withAll(String key, List<String> values) {
		this.keys.put(key.toLowerCase(Locale.ROOT), values);
		return this;
	}

	/**
	 * Adds a key per tag.
	 * @param prefix what the keys begin with, for example {@code aws:ResourceTag/}
	 * @param tags the tags
	 * @return this context
	 */
	public PolicyContext withTags(String prefix, Map<String, String> tags) {
		tags.forEach((key, value) -> with(prefix + key, value));
		return this;
	}

	/**
	 * The same request at another resource.
	 * @param otherResource its ARN
	 * @return a copy
	 */
	public PolicyContext at(String otherResource) {
		PolicyContext copy = new PolicyContext(this.principal, this.action, otherResource);
		copy.keys.putAll(this.keys);
		return copy;
	}

	Principal principal() {
		return this.principal;
	}

	String action() {
		return this.action;
	}

	String resource() {
		return this.resource;
	}

	List<String> values(String key) {
		return this.keys.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
	}

}
